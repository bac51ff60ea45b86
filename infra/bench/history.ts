/** How long a device's history takes in a database that has held a fleet for ninety days. */
import { DEVICE_HOURS, DEVICE_MINUTES } from "../../ingest/tables.ts";
import { startDashboard } from "./dashboard.ts";
import { makeRows, type Stretch } from "./history_rows.ts";
import { deviceName } from "./messages.ts";
import { percentile } from "./percentile.ts";
import type { BenchServers } from "./servers.ts";
import { figure } from "./sql.ts";
import { rollUp } from "./views.ts";

const HOUR = 3_600_000; // ms
const DAY = 24 * HOUR;
const QUESTIONS = 20;

/** What a request for a history took and brought. */
export interface Timing {
  readonly question: string;
  /** ms of the first time that this was asked, of any device. */
  readonly first: number;
  /** ms of the same again. */
  readonly warm: readonly number[];
  /** ms of the same of other devices, each asked for once. */
  readonly others: readonly number[];
  readonly rows: number;
  readonly bytes: number;
}

/**
 * The fleet's ninety days: in the last one and a little beyond now everybody reads once a second,
 * so that the newest minutes are there whenever the questions come; before, 41 readings an hour.
 */
export function stretches(now: number, { days = 90, burst = 41 } = {}): Stretch[] {
  const hour = Math.floor(now / HOUR) * HOUR;
  return [
    { from: hour - days * DAY, hours: (days - 1) * 24, burst },
    { from: hour - DAY, hours: 26, burst: 3600 },
  ];
}

/** Makes the rows and the roll-ups of them. */
export async function makeHistory(
  { database: { url } }: BenchServers,
  wanted: readonly Stretch[],
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  await makeRows(url, wanted, say, signal);
  const started = performance.now();
  for (const view of [DEVICE_MINUTES, DEVICE_HOURS]) await rollUp(url, view);
  say(`rolled up ${((performance.now() - started) / 1000).toFixed(0)} s after the last row`);
}

/** How many readings lie within the last `ms`. */
export function readingsWithin({ database }: BenchServers, ms: number): Promise<number> {
  const [from, to] = [Date.now() - ms, Date.now()].map((at) => at * 1000);
  return figure(
    database.url,
    `SELECT count() FROM device_data WHERE ts >= ${from}::timestamp AND ts < ${to}::timestamp`,
  );
}

/** Asks the dashboard for devices' last day and last ninety days, as their pages do. */
export async function timeHistory(servers: BenchServers): Promise<Timing[]> {
  await using dashboard = await startDashboard(servers);
  const timings: Timing[] = [];
  for (const duration of ["1d", "90d"]) {
    for (const fields of ["speed", undefined]) {
      const query = new URLSearchParams({ duration, ...fields ? { fields } : {} });
      const first = 100 * (timings.length + 1); // devices that nobody has asked for yet
      const urls = Array.from(
        { length: QUESTIONS + 1 },
        (_, i) => `${dashboard.url}/api/devices/${deviceName(first + i)}/history?${query}`,
      );
      timings.push({ question: `${duration}, ${fields ?? "all fields"}`, ...await time(urls) });
    }
  }
  return timings;
}

async function time([url, ...urls]: readonly string[]): Promise<Omit<Timing, "question">> {
  const { ms: first, text } = await ask(url);
  const [warm, others]: number[][] = [[], []];
  for (let i = 0; i < QUESTIONS; i++) warm.push((await ask(url)).ms);
  for (const url of urls) others.push((await ask(url)).ms);
  return { first, warm, others, rows: JSON.parse(text).rows.length, bytes: text.length };
}

/** Asks over HTTP; throws unless the answer is good. */
export async function ask(url: string): Promise<{ ms: number; text: string }> {
  const started = performance.now();
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${url}: ${text}`);
  return { ms: performance.now() - started, text };
}

/** A timing as a line. */
export function shownTiming({ question, first, warm, others, rows, bytes }: Timing): string {
  const spread = (values: readonly number[]) =>
    `median ${percentile(values, 0.5).toFixed(0)} ms, at most ${
      percentile(values, 1).toFixed(0)
    } ms`;
  return `${question}: first ${first.toFixed(0)} ms; again ${spread(warm)}; ` +
    `other devices ${spread(others)} (${rows} rows, ${(bytes / 1024).toFixed(0)} KB)`;
}
