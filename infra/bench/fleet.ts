/** What a thousand devices in one process cost. */
import { delay } from "../../devices/lib/backoff.ts";
import { DEVICE_STATUS } from "../../ingest/tables.ts";
import { type Running, startIngest, startProgram } from "./program.ts";
import type { BenchServers } from "./servers.ts";
import { figure } from "./sql.ts";
import { usage } from "./usage.ts";
import { waitFor } from "./wait.ts";

/** The share of one core and the resident memory (MB) of a fleet. */
export interface FleetCost {
  readonly cpu: number;
  readonly memory: number;
}

/** Runs `count` vehicles at one reading a second each, and measures them for `seconds`. */
export async function fleetCost(
  servers: BenchServers,
  count: number,
  seconds: number,
): Promise<FleetCost> {
  await using _ingest = await startIngest(servers.env, servers.ingestPort);
  await using devices = await startFleet(servers, count);
  const before = await usage(devices.pid);
  await delay(seconds * 1000);
  const after = await usage(devices.pid);
  return { cpu: (after.cpu - before.cpu) / seconds, memory: after.memory };
}

/** Starts `count` vehicles, and waits until all are online; `onLine` hears what they say. */
export async function startFleet(
  { env, folder, database }: BenchServers,
  count: number,
  onLine?: (line: string) => void,
): Promise<Running> {
  const settings = { ...env, DEVICE_COUNT: String(count), OUTBOX_DIR: outboxOf(folder) };
  const devices = await startProgram("devices", settings, {
    args: ["--status-every", "1"],
    onLine,
  });
  const online = `SELECT count_distinct(device_id) FROM ${DEVICE_STATUS} WHERE status = 'online'`;
  await waitFor(async () => await figure(database.url, online) >= count, "all to be online");
  return devices;
}

/** Where a fleet has its outbox, `fleet.kv`. */
export function outboxOf(folder: string): string {
  return `${folder}/outbox`;
}
