/** What is missing or there twice after a collector was killed in the middle of its work. */
import { delay } from "../../devices/lib/backoff.ts";
import { DEVICE_DATA } from "../../ingest/tables.ts";
import { type Collector, leaveSession, rowsIn } from "./collector.ts";
import { fill, newEpoch, withPublisher } from "./publish.ts";
import type { BenchServers } from "./servers.ts";
import { figure, sql } from "./sql.ts";
import { waitFor } from "./wait.ts";

/** What a kill -9 does. */
export interface Loss {
  readonly missing: number;
  /** Rows beyond the first of a reading. */
  readonly double: number;
  /** Rows that came again and replaced themselves: without DEDUP they would be there twice. */
  readonly again: number;
}

const DEVICES = 100;
/** Nothing more comes when nothing has come for so long. */
const QUIET = 10_000; // ms

/** Kills a collector when it has stored half of `count` readings, and starts it again. */
export async function lossAtKill(
  servers: BenchServers,
  collector: Collector,
  count: number,
): Promise<Loss> {
  await leaveSession(servers, collector);
  const [before, replaced] = [await rowsIn(servers), await replacedIn(servers)];
  const backlog = { count, devices: DEVICES, epoch: newEpoch() };
  await withPublisher(servers.broker.url, (client) => fill(client, backlog));
  const stored = async () => await rowsIn(servers) - before;
  {
    await using first = await collector.start(servers);
    await waitFor(async () => await stored() >= count / 2, `${count / 2} rows`, { every: 20 });
    await first.kill();
  }
  await using _second = await collector.start(servers);
  await untilQuiet(stored);
  const [[rows, readings]] = await sql(
    servers.database.url,
    `SELECT sum(n), count() FROM (SELECT device_id, seq, count() n FROM ${DEVICE_DATA} ` +
      `WHERE epoch = ${backlog.epoch})`,
  );
  return {
    missing: count - Number(readings),
    double: Number(rows) - Number(readings),
    again: await replacedIn(servers) - replaced,
  };
}

async function untilQuiet(stored: () => Promise<number>): Promise<void> {
  let [last, since] = [-1, performance.now()];
  while (performance.now() - since < QUIET) {
    const rows = await stored();
    if (rows !== last) [last, since] = [rows, performance.now()];
    await delay(200);
  }
}

/** Rows that replaced one with the same keys, since the database was started. */
function replacedIn({ database }: BenchServers): Promise<number> {
  const query = "SELECT wal_dedup_row_count_since_start FROM tables() " +
    `WHERE table_name = '${DEVICE_DATA}'`;
  return figure(database.url, query);
}
