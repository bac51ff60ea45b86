/** What the roll-ups cost the database, next to what storing the readings does. */
import { delay } from "../../devices/lib/backoff.ts";
import {
  DEVICE_DATA,
  DEVICE_HOURS,
  DEVICE_MINUTES,
  LEDGER_ACCOUNTS,
  LEDGER_BLOCKS,
} from "../../ingest/tables.ts";
import { startFleet } from "./fleet.ts";
import { DEVICES, insertion, makeRows, untilApplied } from "./history_rows.ts";
import { startIngest } from "./program.ts";
import type { BenchServers } from "./servers.ts";
import { median, spread } from "./spread.ts";
import { sql } from "./sql.ts";
import { inTurns } from "./turns.ts";
import { usage } from "./usage.ts";
import { rollUp, stopTimer } from "./views.ts";

/** Roll-ups of readings, the seconds between their refreshes, and how many are measured at once. */
const OF_READINGS = [
  { name: DEVICE_MINUTES, every: 60, refreshes: 10 },
  { name: LEDGER_BLOCKS, every: 600, refreshes: 3 },
  { name: DEVICE_HOURS, every: 3600, refreshes: 1 },
] as const;
const ALL = [...OF_READINGS.map(({ name }) => name), LEDGER_ACCOUNTS];

const HOUR = 3600; // s
/** How long idling, and storing, is looked at. */
const WINDOW = 60; // s
/** What a fleet that has just connected is given to come to rest. */
const WARM_UP = 10; // s

/** CPU seconds of the database, round by round. */
export interface RollupCosts {
  /** An hour of each roll-up of readings. */
  readonly views: readonly { readonly name: string; readonly hour: readonly number[] }[];
  /** An hour of the accounts' roll-up. */
  readonly accounts: number;
  /** An hour of storing what a fleet sends, roll-ups and idling not counted. */
  readonly storing: readonly number[];
}

/** How much there is, and how often it is measured. */
export interface RollupOptions {
  readonly rounds: number;
  /** Hours of the fleet that the table has at the beginning. */
  readonly hours: number;
}

/**
 * Measures each roll-up alone, with as many new readings as come between two refreshes, and what
 * storing costs while none is refreshed: together, the one would be lost in the other.
 */
export async function rollupCosts(
  servers: BenchServers,
  options: RollupOptions,
  note: (line: string) => void,
  signal: AbortSignal,
): Promise<RollupCosts> {
  const { url, pid } = servers.database;
  // All of it lies in the past, so that what the fleet sends comes after it.
  const past = options.hours + 2 * options.rounds + 1;
  const from = (Math.floor(Date.now() / 1000 / HOUR) - past) * HOUR * 1000;
  await makeRows(url, [{ from, hours: options.hours, burst: HOUR }], note, signal);
  for (const view of ALL) await stopTimer(url, view);
  for (const view of ALL) await rollUp(url, view);
  const idle = await cpuDuring(pid, () => delay(WINDOW * 1000, signal)) / WINDOW;
  const run = { servers, rounds: options.rounds, idle, note, signal };
  const views = await refreshCosts(run, from + options.hours * HOUR * 1000);
  return { views, ...await storingCosts(run) };
}

/** What the parts of a run have in common; `idle` is the share of a core that idling takes. */
interface Run {
  readonly servers: BenchServers;
  readonly rounds: number;
  readonly idle: number;
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Adds readings from `end` on, as many as come between two refreshes, and measures each refresh. */
async function refreshCosts({ servers, rounds, idle, note, signal }: Run, end: number) {
  const { url, pid } = servers.database;
  const costs = await inTurns(OF_READINGS, rounds, async ({ name, every, refreshes }, round) => {
    signal.throwIfAborted();
    note(`round ${round}: ${name}`);
    await rollUp(url, name); // up to what was added for the others
    let cpu = 0;
    for (let i = 0; i < refreshes; i++, end += every * 1000) {
      await sql(url, insertion({ from: end, hours: 1, burst: every }));
      await untilApplied(url, DEVICE_DATA);
      cpu += await cpuDuring(pid, () => rollUp(url, name), idle);
    }
    return cpu / refreshes * HOUR / every;
  });
  return OF_READINGS.map(({ name }, i) => ({ name, hour: costs[i] }));
}

/** Stores what a fleet sends while no view is refreshed; its accounts are rolled up at the end. */
async function storingCosts({ servers, rounds, idle, note, signal }: Run) {
  const { url, pid } = servers.database;
  const storing: number[] = [];
  {
    await using _ingest = await startIngest(servers.env, servers.ingestPort);
    await using _fleet = await startFleet(servers, DEVICES);
    await delay(WARM_UP * 1000, signal);
    await rollUp(url, LEDGER_ACCOUNTS);
    for (let round = 1; round <= rounds; round++) {
      signal.throwIfAborted();
      note(`round ${round}: a fleet's readings`);
      storing.push(await cpuDuring(pid, () => delay(WINDOW * 1000, signal), idle));
    }
  }
  const accounts = await cpuDuring(pid, () => rollUp(url, LEDGER_ACCOUNTS), idle);
  return {
    accounts: accounts * HOUR / (rounds * WINDOW),
    storing: storing.map((cpu) => cpu * HOUR / WINDOW),
  };
}

/** CPU seconds that a process uses while something happens, but for what it uses idling. */
async function cpuDuring(pid: number, work: () => Promise<void>, idle = 0): Promise<number> {
  const [before, began] = [await usage(pid), performance.now()];
  await work();
  const passed = (performance.now() - began) / 1000;
  return (await usage(pid)).cpu - before.cpu - idle * passed;
}

/** The costs as lines, the figure that counts first. */
export function rollupLines({ views, accounts, storing }: RollupCosts): string[] {
  const all = median(
    storing.map((_, round) => views.reduce((sum, { hour }) => sum + hour[round], accounts)),
  );
  return [
    `all roll-ups together: ${(all / median(storing)).toFixed(3)} of what storing costs QuestDB`,
    `storing 1,000 readings/s of 1,000 devices: ${spread(storing)} CPU s an hour`,
    ...views.map(({ name, hour }) => `${name}: ${spread(hour, 1)} CPU s an hour`),
    `${LEDGER_ACCOUNTS}: ${accounts.toFixed(1)} CPU s an hour`,
  ];
}
