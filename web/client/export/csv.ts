/** Tables as CSV (RFC 4180), for spreadsheets. */

/** A cell; null is empty. */
export type Cell = string | number | boolean | null;

/** Header and rows as CSV, lines ended by CR LF. */
export function csv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [line(header)];
  for (const row of rows) lines.push(line(row));
  return `${lines.join("\r\n")}\r\n`;
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
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
