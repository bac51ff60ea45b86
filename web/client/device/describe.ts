/** What the legends of the device page's charts say. */
import type { Field } from "../../data/fields.ts";
import { formatSpan } from "../format/age.ts";
import { formatBytes, formatNumber } from "../format/number.ts";
import type { HistoryTable } from "../series/history_table.ts";

/** A value with its unit, as legends and heads show it; counters are rates. */
export function valueWords(value: number | null, field: Field): readonly [string, string] {
  if (field.kind === "gauge") return [formatNumber(value, field.decimals), field.unit];
  const [text, unit] = formatBytes(value);
  return [text, `${unit}/s`];
}

/** What a chart's line is made of, in words; null if it is the readings themselves. */
export function resolutionWords(table: HistoryTable): string | null {
  if (table.stepMs === null) return null;
  return `line: mean of ${formatSpan(table.stepMs)}, band: least to greatest`;
}
