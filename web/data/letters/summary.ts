/** How many letters there are of what. */
import { DEAD_LETTERS } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import type { Cell } from "../postgres.ts";
import type { Range } from "../range.ts";
import { rowsOf } from "./rows.ts";
import { textAt } from "./texts.ts";
import type { LetterFilter, LetterLine, LetterLines, ReasonLine, Reasons } from "./types.ts";

/** Lines that are listed: a hostile client may have as many device ids as it likes. */
export const MOST_LINES = 100;

const LETTERS = "count_distinct(hash) AS letters";
const TIMES = "min(ts), max(ts)";

/** Letters by reason and device. */
export async function letterLines(db: Queries, filter: LetterFilter): Promise<LetterLines> {
  const { sql, parameters } = await rowsOf(db, filter);
  const query = `SELECT reason, device_id, ${LETTERS}, ${TIMES} FROM ${DEAD_LETTERS} ` +
    `WHERE ${sql} GROUP BY reason, device_id ` +
    `ORDER BY letters DESC, reason, device_id LIMIT ${MOST_LINES + 1}`;
  const rows = await db.rows("letters_lines", query, parameters);
  return { lines: rows.slice(0, MOST_LINES).map(toLine), more: rows.length > MOST_LINES };
}

/** Letters by reason, with an example of each. */
export async function letterReasons(db: Queries, range: Range): Promise<Reasons> {
  const { sql, parameters, cut } = await rowsOf(db, { range });
  const query = `SELECT reason, first_not_null(device_id), ${LETTERS}, ${TIMES}, ` +
    `count_distinct(device_id) FROM ${DEAD_LETTERS} WHERE ${sql} GROUP BY reason ` +
    "ORDER BY letters DESC, reason";
  const rows = await db.rows("letters_reasons", query, parameters);
  return { cut, reasons: (await Promise.all(rows.map((row) => toReason(db, row)))).flat() };
}

function toLine([reason, device, letters, first, last]: Cell[]): LetterLine {
  return {
    reason: String(reason),
    device_id: device as string | null,
    letters: Number(letters),
    first: Number(first),
    last: Number(last),
  };
}

/** None if the retention takes its letters just now. */
async function toReason(db: Queries, row: Cell[]): Promise<ReasonLine[]> {
  const { device_id, ...line } = toLine(row);
  const devices = Number(row[5]);
  const example = await textAt(db, line.reason, line.last);
  if (example === undefined) return [];
  return [{ ...line, devices, device_id: devices === 1 ? device_id : null, example }];
}
