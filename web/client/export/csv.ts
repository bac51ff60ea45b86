/**
 * Tables as CSV (RFC 4180), for spreadsheets. These must not run what devices wrote: an apostrophe
 * stands before all that is like a formula, at the beginning of a text and within, wherever a cell
 * would begin in a spreadsheet that parts cells at `;` or tabs and then takes no notice of quotes.
 * Programs to which a text matters as it was take the JSON.
 */

/** A cell; null is empty. */
export type Cell = string | number | boolean | null;

/** Header and rows as CSV, lines ended by CR LF. */
export function csv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  return csvLines([header]) + csvLines(rows);
}

/** Rows as lines of CSV, for those that come in parts. */
export function csvLines(rows: Iterable<readonly Cell[]>): string {
  return Array.from(rows, (row) => `${line(row)}\r\n`).join("");
}

/** A time for a column of its own: ISO 8601 in UTC, which spreadsheets and programs read. */
export function csvTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function line(cells: readonly Cell[]): string {
  return cells.map(quote).join(",");
}

function quote(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = defuse(cell);
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Where a cell could begin that is like a formula, but for spaces and quotes before it. */
const FORMULA = /(?<=^|[;\t\r\n])(?=[ "]*[=+\-@＝＋－＠])/g;

function defuse(text: string): string {
  return text.replaceAll(FORMULA, "'");
}
