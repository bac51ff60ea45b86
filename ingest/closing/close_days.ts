/**
 * Closes days before their rows expire. The ingest does it, because it may write, and because no row
 * expires but when something is written. With several of them each does; none has to know of others.
 */
import { delay } from "../../devices/lib/backoff.ts";
import type { Log } from "../../devices/lib/log.ts";
import { DatabaseError, type Rows } from "../commit/questdb.ts";
import { LEDGER_BLOCKS, RETENTION_DAYS } from "../tables.ts";
import { CLOSED_TABLES, closingStatements, dayName, type Source } from "./statements.ts";

/** Runs one SQL statement. */
type Exec = (sql: string) => Promise<Rows>;

const DAY = 86_400_000; // ms
/** A day is closed this many times over before it expires. */
const DAYS = 4;
const EVERY = 6 * 3_600_000; // ms

/** The days of which the TTL drops all rows as soon as anything is written. */
export function expiredDays(days: Iterable<number>, now: number): number[] {
  return daysUntil(days, now / DAY - RETENTION_DAYS - 1);
}

/** These, and those that go within four days, all in ms since 1970 and in order. */
export function expiringDays(days: Iterable<number>, now: number): number[] {
  return daysUntil(days, now / DAY - RETENTION_DAYS + DAYS - 1);
}

function daysUntil(days: Iterable<number>, last: number): number[] {
  return [...new Set(days)].filter((day) => day <= Math.floor(last) * DAY).sort((a, b) => a - b);
}

/**
 * Closes what has expired while nobody wrote, for the time before anything is written; from the
 * rows, since no roll-up was kept up in the meantime.
 *
 * @throws {DatabaseError} if the database does not answer, or refuses to name the days.
 */
export async function closeExpired(exec: Exec, now: number, log: Log): Promise<void> {
  await closeAll(exec, expiredDays(await daysWithRows(exec), now), "rows", log);
}

/** Closes what has expired or soon will, now and every six hours until `signal` aborts. */
export async function keepClosing(exec: Exec, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await closeExpiring(exec, Date.now(), log);
    } catch (error) {
      if (!signal.aborted) sayFault(log, "the days", error as Error);
    }
    await delay(EVERY, signal);
  }
}

/**
 * Closes what has expired or soon will.
 *
 * @throws {DatabaseError} as `closeExpired` does.
 */
export async function closeExpiring(exec: Exec, now: number, log: Log): Promise<void> {
  const days = expiringDays(await daysWithRows(exec), now);
  if (days.length > 0) await closeAll(exec, days, await sourceOf(exec), log);
}

/** A refusal holds up no other day. */
async function closeAll(
  exec: Exec,
  days: readonly number[],
  source: Source,
  log: Log,
): Promise<void> {
  if (days.length > 0) log.info(`closing for the ledger: ${days.map(dayName).join(", ")}`);
  for (const day of days) {
    for (const chain of closingStatements(day, source)) await run(exec, chain, dayName(day), log);
  }
}

async function run(exec: Exec, chain: readonly string[], day: string, log: Log): Promise<void> {
  try {
    for (const statement of chain) await exec(statement);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.status === undefined) throw error;
    sayFault(log, day, error);
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

/** An invalid roll-up is no longer kept up. */
async function sourceOf(exec: Exec): Promise<Source> {
  const [view] = await exec(
    `SELECT view_status FROM materialized_views() WHERE view_name = '${LEDGER_BLOCKS}'`,
  );
  return view?.view_status === "valid" ? "roll-up" : "rows";
}
