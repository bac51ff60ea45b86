/** What takes readings from the broker to the database: our ingest, and others to compare it with. */
import { publisherOf } from "../../devices/runtime/qos1.ts";
import { deviceTopic } from "../../devices/wire/topics.ts";
import { DEVICE_DATA } from "../../ingest/tables.ts";
import { deviceName, message } from "./messages.ts";
import { type Running, startProgram } from "./program.ts";
import { newEpoch, withPublisher } from "./publish.ts";
import type { BenchServers } from "./servers.ts";
import { figure } from "./sql.ts";
import { waitFor } from "./wait.ts";

/** A collector; its session at the broker outlives it. */
export interface Collector {
  readonly name: string;
  readonly start: (servers: BenchServers) => Running | Promise<Running>;
}

/** Ours, as it ships. */
export const ingest = ours("Ledgerline", {});
/** Ours with as many readings on hold as others have in one request. */
export const roomyIngest = ours("Ledgerline (10,000 held)", { RECEIVE_MAXIMUM: "10000" });

function ours(name: string, settings: Readonly<Record<string, string>>): Collector {
  return {
    name,
    start: ({ env, ingestPort }) =>
      startProgram("ingest", { ...env, ...settings, INGEST_PORT: `${ingestPort}` }),
  };
}

/** A device that only says hello. */
const HELLO = deviceName(9998);

/** Starts a collector until it stores, and ends it: what is published then waits for it. */
export async function leaveSession(servers: BenchServers, collector: Collector): Promise<void> {
  await using _running = await collector.start(servers);
  await untilStoring(servers, collector);
}

/** Waits until a collector is subscribed and has stored a reading. */
export async function untilStoring(servers: BenchServers, { name }: Collector): Promise<void> {
  const before = await rowsIn(servers);
  await withPublisher(servers.broker.url, async (client) => {
    const publish = publisherOf(client);
    const [topic, epoch] = [deviceTopic("data", HELLO), newEpoch()];
    const hello = () =>
      new Promise<boolean>((resolve) => {
        const payload = message({ device_id: HELLO, epoch, seq: 1, timestamp: Date.now() / 1000 });
        publish(topic, payload, (reason) => resolve(reason === 0)); // else nobody is subscribed
      });
    await waitFor(hello, `${name} to be subscribed`);
  });
  await waitFor(async () => await rowsIn(servers) > before, `${name} to store a row`);
}

/** Rows of vehicles that a query finds. */
export function rowsIn({ database }: BenchServers): Promise<number> {
  return figure(database.url, `SELECT count() FROM ${DEVICE_DATA}`);
}
