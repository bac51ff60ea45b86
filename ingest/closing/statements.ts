/**
 * The statements that close a day: they copy what the ledger needs to know of it into tables that no
 * TTL takes. Each may run again, also in several processes at once: a row replaces itself.
 */
import {
  BLOCK,
  DEAD_LETTERS,
  DEVICE_ACCOUNT,
  DEVICE_DATA,
  LEDGER_BLOCKS,
  LEDGER_CLOSED,
} from "../tables.ts";

const DAY = 86_400_000; // ms

/** The tables whose days are closed. */
export const CLOSED_TABLES = [DEVICE_DATA, DEAD_LETTERS, DEVICE_ACCOUNT] as const;

/** Where the sums of a day come from: the roll-up, as it was refreshed last, or every row. */
export type Source = "roll-up" | "rows";

/**
 * The statements for the UTC day that begins at `day`, in ms since 1970, in chains: those that follow
 * a refused one are not to be run. Blocks without their gaps would count what is missing as stored.
 */
export function closingStatements(day: number, source: Source): string[][] {
  const during = `ts >= ${timestamp(day)} AND ts < ${timestamp(day + DAY)}`;
  const sums = SUMS[source](during);
  return [[gaps(during, sums), blocks(day, sums)], [letters(during)], [accounts(during)]];
}

/** A day as people write it. */
export function dayName(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}

function timestamp(ms: number): string {
  return `'${new Date(ms).toISOString()}'::timestamp`;
}

const PLACE = `((seq - 1) % ${BLOCK})`;

/** What is stored, by epoch and block. Readings without an epoch belong to no account. */
const SUMS: Readonly<Record<Source, (during: string) => string>> = {
  "roll-up": (during) =>
    "SELECT device_id, epoch, block, sum(readings) AS readings, " +
    "min(first_seq) AS first_seq, max(last_seq) AS last_seq, sum(seq_sum) AS seq_sum, " +
    "sum(square_sum) AS square_sum, min(first_ts) AS first_ts, max(last_ts) AS last_ts " +
    `FROM ${LEDGER_BLOCKS} WHERE ${during} AND epoch > 0`,
  rows: (during) =>
    `SELECT device_id, epoch, (seq - 1) / ${BLOCK} AS block, count() AS readings, ` +
    "min(seq) AS first_seq, max(seq) AS last_seq, sum(seq) AS seq_sum, " +
    `sum(${PLACE} * ${PLACE}) AS square_sum, min(ts) AS first_ts, max(ts) AS last_ts ` +
    `FROM ${DEVICE_DATA} WHERE ${during} AND epoch > 0`,
};

function blocks(day: number, sums: string): string {
  return `INSERT INTO ${LEDGER_CLOSED.blocks} SELECT ${timestamp(day)} AS ts, device_id, epoch, ` +
    "block, readings, first_seq, last_seq, seq_sum, square_sum, first_ts, last_ts " +
    `FROM (${sums})`;
}

/** The sum of the squares of the places from 0 to `last`. */
function squares(last: string): string {
  return `(${last}) * (${last} + 1) * (2 * (${last}) + 1) / 6`;
}

/** The gaps of those blocks whose count or sums are not those of a run. */
function gaps(during: string, sums: string): string {
  const length = "(last_seq - first_seq + 1)";
  const place = (seq: string) => `(${seq} - 1) % ${BLOCK}`;
  const run = squares(place("last_seq")) + ` - (${squares(`${place("first_seq")} - 1`)})`;
  const broken = `SELECT device_id, epoch, block AS broken FROM (${sums}) ` +
    `WHERE readings <> ${length} OR seq_sum * 2 <> ${length} * (first_seq + last_seq) ` +
    `OR square_sum <> ${run}`;
  const readings =
    `SELECT ts, device_id, epoch, seq, (seq - 1) / ${BLOCK} AS place FROM ${DEVICE_DATA} ` +
    `WHERE ${during} AND epoch > 0`;
  const distinct =
    "SELECT d.device_id device_id, d.epoch epoch, d.place AS block, d.seq seq, min(d.ts) AS at " +
    `FROM (${readings}) d JOIN (${broken}) b ` +
    "ON d.device_id = b.device_id AND d.epoch = b.epoch AND d.place = b.broken";
  const over = "OVER (PARTITION BY device_id, epoch, block ORDER BY seq)";
  return `INSERT INTO ${LEDGER_CLOSED.gaps} ` +
    "SELECT after_ts AS ts, device_id, epoch, block, after_seq, after_ts, seq, at FROM (" +
    `SELECT device_id, epoch, block, seq, at, lag(seq) ${over} AS after_seq, ` +
    `lag(at) ${over} AS after_ts FROM (${distinct})) WHERE seq > after_seq + 1`;
}

function letters(during: string): string {
  return `INSERT INTO ${LEDGER_CLOSED.letters} SELECT ts, device_id, epoch, seq FROM (` +
    `SELECT min(ts) AS ts, device_id, epoch, seq FROM ${DEAD_LETTERS} WHERE ${during} ` +
    "AND epoch > 0 AND seq > 0 AND device_id IS NOT NULL)";
}

/**
 * Of each epoch the account with the largest number, and the most that any says was produced: of an
 * outbox from a backup, a later one says less.
 */
function accounts(during: string): string {
  const of = "OVER (PARTITION BY device_id, epoch";
  return `INSERT INTO ${LEDGER_CLOSED.accounts} ` +
    "SELECT ts, device_id, account, epoch, most, oldest, evicted, evictions FROM (" +
    "SELECT ts, device_id, account, epoch, oldest, evicted, evictions, " +
    `max(produced) ${of}) AS most, row_number() ${of} ORDER BY account DESC) AS place ` +
    `FROM ${DEVICE_ACCOUNT} WHERE ${during}) WHERE place = 1`;
}
