/** Tables as CSV (RFC 4180), for spreadsheets. */

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
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A spreadsheet would run a text that begins like a formula; a device's words must not. */
function defuse(text: string): string {
  return /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
}
