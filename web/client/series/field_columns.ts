/** What a chart of one field draws, out of a history. */
import type { Field } from "../../data/fields.ts";
import { breakLines } from "./gaps.ts";
import type { HistoryTable } from "./history_table.ts";
import { lateLine } from "./late.ts";

/** Columns of one chart; the band is null where rows are readings. */
export interface FieldColumns {
  readonly x: number[];
  readonly y: (number | null)[];
  readonly late: (number | null)[];
  readonly band: { readonly min: (number | null)[]; readonly max: (number | null)[] } | null;
}

/** A field's line, broken at gaps; counters as change per second. */
export function fieldColumns(table: HistoryTable, field: Field): FieldColumns {
  const ts = table.ts;
  const raw = table.numbers(field.name);
  const values = field.kind === "counter" ? changePerSecond(ts, raw, table.gapMs) : raw;
  const late = lateLine(values, table.late);
  const banded = field.kind === "gauge" && table.at(`${field.name}_min`) !== undefined;
  const bounds = banded
    ? [table.numbers(`${field.name}_min`), table.numbers(`${field.name}_max`)]
    : [];
  const { x, columns: [y, lateY, min, max] } = breakLines(
    ts,
    [values, late, ...bounds],
    table.gapMs,
  );
  return { x, y, late: lateY, band: banded ? { min, max } : null };
}

/**
 * A counter's growth per second from the row before; null at its first row, after a gap, and where
 * it fell (its host restarted).
 */
export function changePerSecond(
  ts: readonly number[],
  values: readonly (number | null)[],
  gap: number,
): (number | null)[] {
  return values.map((value, i) => {
    const before = i > 0 ? values[i - 1] : null;
    const ms = i > 0 ? ts[i] - ts[i - 1] : 0;
    if (value === null || before === null || ms <= 0 || ms > gap || value < before) return null;
    return ((value - before) * 1000) / ms;
  });
}

/** Least and greatest of what a chart shows, the band included; null if it shows nothing. */
export function extent(columns: FieldColumns): { min: number; max: number } | null {
  let [min, max] = [Infinity, -Infinity];
  const lists = columns.band ? [columns.band.min, columns.band.max] : [columns.y];
  for (const list of lists) {
    for (const value of list) {
      if (value === null) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : null;
}
