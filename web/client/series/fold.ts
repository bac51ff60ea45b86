/** Live readings in a rolled-up history: each widens the band of its step and moves its mean. */
import type { HistoryTable, Row } from "./history_table.ts";
import { LATE_AFTER } from "./late.ts";

/** A reading's cell by the name of its column. */
export type Cells = (name: string) => number | string | null;

/**
 * Folds a reading into the step that holds it, which is made if there is none. The mean of a step
 * weighs by all its readings, those without this value too; the next load of the history is exact.
 */
export function foldReading(table: HistoryTable, cell: Cells, stepMs: number): void {
  const ts = cell("ts") as number;
  const row = stepOf(table, ts, stepMs);
  const count = row[table.at("count")!] as number;
  const late = (cell("received") as number ?? ts) - ts > LATE_AFTER ? 1 : 0;
  table.columns.forEach((name, at) => {
    if (name === "ts") return;
    if (name === "count") row[at] = count + 1;
    else if (name === "late") row[at] = (row[at] as number) + late;
    else row[at] = merge(table, name, row, at, cell, count);
  });
}

function merge(
  table: HistoryTable,
  name: string,
  row: Row,
  at: number,
  cell: Cells,
  count: number,
): number | string | null {
  const old = row[at];
  const bound = /^(.+)_(min|max)$/.exec(name);
  const value = cell(bound && table.at(bound[1]) !== undefined ? bound[1] : name);
  if (value === null) return old;
  if (old === null || typeof value === "string") return value;
  const before = old as number;
  if (bound) return bound[2] === "min" ? Math.min(before, value) : Math.max(before, value);
  const isMean = table.at(`${name}_min`) !== undefined;
  return isMean ? (before * count + value) / (count + 1) : value;
}

function stepOf(table: HistoryTable, ts: number, stepMs: number): Row {
  const after = table.position(ts + 1);
  const before = table.rows[after - 1];
  if (before !== undefined && ts < (before[0] as number) + stepMs) return before;
  const row = emptyStep(table, startOf(table, ts, stepMs));
  table.rows.splice(after, 0, row);
  return row;
}

/** Steps lie on the grid of those that are there, whatever the server aligned it to. */
function startOf(table: HistoryTable, ts: number, stepMs: number): number {
  const origin = table.rows.length > 0 ? table.rows[0][0] as number : 0;
  return origin + Math.floor((ts - origin) / stepMs) * stepMs;
}

function emptyStep(table: HistoryTable, ts: number): Row {
  return table.columns.map((name) =>
    name === "ts" ? ts : name === "count" || name === "late" ? 0 : null
  );
}
