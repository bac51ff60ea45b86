/** What an outage of the ingest costs a large fleet, and how long it takes to make good for it. */
import { delay } from "../../devices/lib/backoff.ts";
import { parseStatus, type StatusCounts } from "../../devices/runtime/status_line.ts";
import { DEVICE_DATA } from "../../ingest/tables.ts";
import { readHeld, unsettled } from "../chaos/settled.ts";
import { type Balance, Ledger } from "../rig/ledger.ts";
import { Database } from "../rig/sql.ts";
import { outboxOf, startFleet } from "./fleet.ts";
import { startIngest } from "./program.ts";
import type { BenchServers } from "./servers.ts";
import { figure } from "./sql.ts";
import { usage } from "./usage.ts";
import { waitFor } from "./wait.ts";

/** What came of an outage. Times in seconds since the ingest was started again. */
export interface Outage {
  /** Readings in the outboxes when it was started. */
  readonly waiting: number;
  /** Until the newest row of every device was at most 3 s old. */
  readonly current: number;
  /** Until nothing that was produced before was missing. */
  readonly settled: number;
  readonly balance: Balance;
  /** Publications beyond the first of each reading. */
  readonly extra: number;
  /** The greatest resident memory of the devices' process, and of the ingest, MB. */
  readonly peaks: readonly [devices: number, ingest: number];
}

/** How large the fleet is, and for how long the ingest is away. */
export interface OutageOptions {
  readonly devices: number;
  readonly minutes: number;
}

const FRESH = 3; // s
/** What may pass before a fleet has caught up. */
const PATIENCE = 1_800_000; // ms

/** Kills the ingest of a fleet, starts it again after a while, and stops when all is settled. */
export async function outage(
  servers: BenchServers,
  { devices, minutes }: OutageOptions,
  note: (line: string) => void,
  signal: AbortSignal,
): Promise<Outage> {
  const { env, ingestPort } = servers;
  let status: StatusCounts | undefined;
  await using first = await startIngest(env, ingestPort);
  await using fleet = await startFleet(servers, devices, (line) => {
    status = parseStatus(line) ?? status;
  });
  await untilCurrent(servers, devices);
  await first.kill();
  note(`the ingest is away for ${minutes} minutes`);
  await delay(minutes * 60_000, signal);
  signal.throwIfAborted();
  const [began, waiting] = [performance.now(), status?.waiting ?? 0];
  const passed = () => (performance.now() - began) / 1000;
  await using ingest = await startIngest(env, ingestPort);
  note(`the ingest is back, ${waiting} readings wait`);
  await untilCurrent(servers, devices);
  const current = passed();
  await untilSettled(servers);
  const settled = passed();
  const peaks = [(await usage(fleet.pid)).peak, (await usage(ingest.pid)).peak] as const;
  await fleet[Symbol.asyncDispose](); // its last words are its counts
  await ingest[Symbol.asyncDispose](); // commits what it holds
  const balance = await balanceOf(servers);
  const extra = (status?.published ?? 0) - balance.stored;
  return { waiting, current, settled, balance, extra, peaks };
}

async function untilCurrent({ database }: BenchServers, devices: number): Promise<void> {
  const current = `SELECT count_distinct(device_id) FROM ${DEVICE_DATA} ` +
    `WHERE ts > dateadd('s', -${FRESH}, now())`;
  await waitFor(
    async () => await figure(database.url, current) >= devices,
    `readings of the last ${FRESH} s of ${devices} devices`,
    { every: 200, patience: PATIENCE },
  );
}

/** Waits until each device's readings are there from the first to the newest. */
async function untilSettled({ database: { url } }: BenchServers): Promise<void> {
  const database = new Database(url);
  const isSettled = async () => {
    const held = await readHeld(database);
    const devices = [...new Set(held.map(({ device }) => device))];
    const expected = { entries: new Map(), evicted: () => 0, devices, now: Date.now() };
    return unsettled(held, expected) === undefined;
  };
  await waitFor(isSettled, "all readings to be stored", { every: 500, patience: PATIENCE });
}

async function balanceOf({ database, folder }: BenchServers): Promise<Balance> {
  const asked = new Database(database.url);
  await asked.untilApplied();
  const ledger = new Ledger();
  await ledger.read(outboxOf(folder), "fleet");
  return await ledger.balance(asked);
}

/** What came of an outage, as lines. */
export function outageLines(result: Outage): string[] {
  const { waiting, current, settled, balance, extra, peaks: [fleet, ingest] } = result;
  const { produced, stored, missing, double, evicted } = balance;
  const share = (extra / produced * 100).toFixed(2);
  return [
    `${waiting} readings waited; live data was current after ${current.toFixed(1)} s, ` +
    `everything stored after ${settled.toFixed(1)} s`,
    `${extra} extra publications, ${share} % of ${produced} readings`,
    `stored ${stored}, still waiting ${balance.waiting}, evicted ${evicted}, ` +
    `missing in ${missing.length} ranges, double ${double}`,
    `peak memory: devices ${fleet.toFixed(0)} MB, ingest ${ingest.toFixed(0)} MB`,
  ];
}
