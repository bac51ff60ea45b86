/**
 * Closes days before their rows expire. The ingest does it, because it may write, and because no row
 * expires but when something is written. With several of them each does; none has to know of others.
 */
import { delay } from "../../devices/lib/backoff.ts";
import type { Log } from "../../devices/lib/log.ts";
import { DatabaseError, type Rows } from "../commit/questdb.ts";
import { RETENTION_DAYS } from "../tables.ts";
import { CLOSED_TABLES, closingStatements, dayName } from "./statements.ts";

/** Runs one SQL statement. */
type Exec = (sql: string) => Promise<Rows>;

const DAY = 86_400_000; // ms
/** A day is closed this many times over, so that readings that come last are in it. */
const DAYS = 4;
const EVERY = 6 * 3_600_000; // ms

/**
 * The days that are about to expire, or would have long ago if anything had been written since, in
 * ms since 1970: of all days that have rows, in order.
 */
export function expiringDays(days: Iterable<number>, now: number): number[] {
  const last = Math.floor(now / DAY - RETENTION_DAYS + DAYS - 1) * DAY;
  return [...new Set(days)].filter((day) => day <= last).sort((a, b) => a - b);
}

/**
 * Closes the days that are about to expire at `now`. A refusal of one holds up no other.
 *
 * @throws {DatabaseError} if the database does not answer, or refuses to name the days.
 */
export async function closeDays(exec: Exec, now: number, log: Log): Promise<void> {
  const days = expiringDays(await daysWithRows(exec), now);
  if (days.length > 0) log.info(`closing for the ledger: ${days.map(dayName).join(", ")}`);
  for (const day of days) await closeDay(exec, day, log);
}

async function closeDay(exec: Exec, day: number, log: Log): Promise<void> {
  for (const statement of closingStatements(day)) {
    try {
      await exec(statement);
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.status === undefined) throw error;
      sayFault(log, dayName(day), error);
    }
  }
}

/** The next time may do. */
function sayFault(log: Log, what: string, { message }: Error): void {
  log.warn(`could not close ${what} for the ledger: ${message}`);
}

async function daysWithRows(exec: Exec): Promise<number[]> {
  const days = await Promise.all(CLOSED_TABLES.map((table) =>
    exec(
      "SELECT DISTINCT timestamp_floor('1d', minTimestamp)::long AS day " +
        `FROM table_partitions('${table}')`,
    )
  ));
  return days.flat().map(({ day }) => Number(day) / 1000);
}

/** Closes days again and again until `signal` aborts. */
export async function keepClosing(exec: Exec, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await delay(EVERY, signal);
    if (signal.aborted) return;
    await closeDays(exec, Date.now(), log).catch((error) => sayFault(log, "the days", error));
  }
}
