/** How long it takes from a device's stamp until a query finds the reading. */
import { DEVICE_DATA } from "../../ingest/tables.ts";
import { type Collector, rowsIn, untilStoring } from "./collector.ts";
import { pace, withPublisher } from "./publish.ts";
import type { BenchServers } from "./servers.ts";
import { sql } from "./sql.ts";
import { waitFor } from "./wait.ts";

const DEVICES = 10;
/** Seconds that are not measured: a database that has just started compiles itself meanwhile. */
const WARM_UP = 10;

/** A steady stream of readings. */
export interface Stream {
  /** Readings a second. */
  readonly rate: number;
  readonly seconds: number;
}

/** Publishes a stream, after a warm-up; returns the milliseconds of each of its readings. */
export async function latencies(
  servers: BenchServers,
  collector: Collector,
  { rate, seconds }: Stream,
): Promise<number[]> {
  await using _running = await collector.start(servers);
  await untilStoring(servers, collector);
  const watch = new Watch(servers.database.url, await rowsIn(servers));
  const all = rate * (WARM_UP + seconds);
  await withPublisher(servers.broker.url, async (client) => {
    const published = pace(client, { rate, seconds: WARM_UP + seconds, devices: DEVICES });
    await waitFor(() => watch.look(all), "every reading to be queryable", { every: 5 });
    await published;
  });
  return watch.found.slice(rate * WARM_UP);
}

/** Looks for new readings again and again: each look finds those that became queryable. */
class Watch {
  readonly found: number[] = [];
  #rows: number;

  /** `rows` are there already. */
  constructor(private readonly database: string, rows: number) {
    this.#rows = rows;
  }

  /** Notes the age of the readings that are new; whether there are `count` by now. */
  async look(count: number): Promise<boolean> {
    // The readings are in the order of their time, so the new ones are the last.
    const query = `SELECT ts::long FROM ${DEVICE_DATA} LIMIT ${this.#rows}, ${this.#rows + 50_000}`;
    const rows = await sql(this.database, query);
    const now = Date.now();
    for (const [micros] of rows) this.found.push(now - Number(micros) / 1000);
    this.#rows += rows.length;
    return this.found.length >= count;
  }
}
