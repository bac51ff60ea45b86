/**
 * Closes days before their rows expire. The ingest does it, because it may write, and because no row
 * expires but when something is written. With several of them each does; none has to know of others.
 */
import { delay } from "../../devices/lib/backoff.ts";
import type { Log } from "../../devices/lib/log.ts";
import { RETENTION_DAYS } from "../tables.ts";
import { closingStatements } from "./statements.ts";

/** Runs one SQL statement. */
type Exec = (sql: string) => Promise<unknown>;

const DAY = 86_400_000; // ms
/** A day is closed this many times over, so that readings that come last are in it. */
const DAYS = 4;
const EVERY = 6 * 3_600_000; // ms

/** The days that are about to expire, in ms since 1970. */
export function expiringDays(now: number): number[] {
  const today = Math.floor(now / DAY) * DAY;
  return Array.from({ length: DAYS }, (_, i) => today - (RETENTION_DAYS - i) * DAY);
}

/** Closes the days that are about to expire at `now`. */
export async function closeDays(exec: Exec, now: number): Promise<void> {
  for (const day of expiringDays(now)) {
    for (const statement of closingStatements(day)) await exec(statement);
  }
}

/** Closes days once. A fault is said and holds nothing up: the next time may do. */
export async function tryClosing(exec: Exec, log: Log): Promise<void> {
  await closeDays(exec, Date.now()).catch((error: Error) => {
    log.warn(`could not close days for the ledger: ${error.message}`);
  });
}

/** Closes days again and again until `signal` aborts. */
export async function keepClosing(exec: Exec, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await delay(EVERY, signal);
    if (!signal.aborted) await tryClosing(exec, log);
  }
}
