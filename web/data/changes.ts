/** What has become visible since the last look, from the write-ahead log: cheap to ask. */
import { DEVICE_DATA, DEVICE_STATUS, PIPELINE_STATE } from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import type { Millis } from "./range.ts";

const TABLES = [DEVICE_DATA, DEVICE_STATUS, PIPELINE_STATE] as const;

/** The last applied transaction of each table; 0 for one that is not there. */
export type Applied = Readonly<Record<typeof TABLES[number], number>>;

/** How far queries see. */
export async function appliedTransactions(db: Queries): Promise<Applied> {
  const names = TABLES.map((name) => `'${name}'`).join(", ");
  const sql = `SELECT name, writerTxn FROM wal_tables() WHERE name IN (${names})`;
  const found = Object.fromEntries(await db.rows("applied", sql));
  return Object.fromEntries(TABLES.map((name) => [name, Number(found[name] ?? 0)])) as Applied;
}

/** The device times and the number of the rows of some transactions. */
export interface ChangedRange {
  /** Null if the database keeps no times of transactions, or those of some no longer. */
  readonly times: { readonly from: Millis; readonly to: Millis } | null;
  readonly rows: number;
}

/**
 * What the transactions after `after` up to `upTo` wrote into the readings. The log keeps the last
 * thousand or two: whoever did not look for seconds of a busy table may have missed some.
 */
export async function changedRange(
  db: Queries,
  after: number,
  upTo: number,
): Promise<ChangedRange> {
  const sql = "SELECT min(minTimestamp), max(maxTimestamp), sum(rowCount), count() " +
    `FROM wal_transactions('${DEVICE_DATA}') WHERE sequencerTxn > $1::long AND sequencerTxn <= $2::long`;
  const range = [String(after), String(upTo)];
  const [[from, to, rows, listed]] = await db.rows("changed_range", sql, range);
  const known = from !== null && to !== null && Number(listed) >= upTo - after;
  return { times: known ? { from: Number(from), to: Number(to) } : null, rows: Number(rows ?? 0) };
}
