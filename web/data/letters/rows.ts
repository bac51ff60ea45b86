/** Which rows of dead letters are looked at. */
import { DEAD_LETTERS } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import type { Where } from "../ledger/rolled.ts";
import { timestamp } from "../postgres.ts";
import type { Millis } from "../range.ts";
import type { LetterFilter } from "./types.ts";

/** Of a flood only the newest rows are looked at: no question may take long, or much memory. */
export const MOST_ROWS = 1_000_000;

/** The rows that a filter asks for, as far as they are looked at. */
export interface LookedAt extends Where {
  /** Null, or the moment up to which there are rows that are not looked at. */
  readonly cut: Millis | null;
}

/** The rows of a filter. */
export async function rowsOf(db: Queries, filter: LetterFilter): Promise<LookedAt> {
  const { sql, parameters } = conditions(filter);
  const beyond = `SELECT ts FROM ${DEAD_LETTERS} WHERE ${sql} ` +
    `ORDER BY ts DESC LIMIT ${MOST_ROWS}, ${MOST_ROWS + 1}`;
  const [row] = await db.rows("letters_cut", beyond, parameters);
  if (row === undefined) return { sql, parameters, cut: null };
  const cut = Number(row[0]);
  return { ...and({ sql, parameters }, (bind) => `ts > ${bind(timestamp(cut))}::timestamp`), cut };
}

/** One more condition; `bind` makes a value a parameter and gives its place. */
export function and(
  { sql, parameters }: Where,
  condition: (bind: (value: string) => string) => string,
): Where {
  const all = [...parameters];
  const added = condition((value) => `$${all.push(value)}`);
  return { sql: `${sql} AND ${added}`, parameters: all };
}

function conditions({ range, reason, device }: LetterFilter): Where {
  const { from, to, live } = range;
  let where: Where = { sql: "ts >= $1::timestamp", parameters: [timestamp(from)] };
  // What is received now may have a later time: the ingest has a clock of its own.
  if (!live) where = and(where, (bind) => `ts < ${bind(timestamp(to))}::timestamp`);
  if (reason !== undefined) where = and(where, (bind) => `reason = ${bind(reason)}`);
  if (device === undefined) return where;
  return and(
    where,
    (bind) => device === null ? "device_id IS NULL" : `device_id = ${bind(device)}`,
  );
}
