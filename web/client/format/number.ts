/** Figures as people read them: separators, few decimals, short ticks. */

/** What stands where a reading has no value. */
export const NONE = "–";

const formats = new Map<number, Intl.NumberFormat>();

function format(decimals: number): Intl.NumberFormat {
  let made = formats.get(decimals);
  if (made === undefined) {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    made = new Intl.NumberFormat("en-US", digits);
    formats.set(decimals, made);
  }
  return made;
}

/** A number in full with separators, `138,204,771` or `62.4`; `NONE` for null. */
export function formatNumber(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const text = format(decimals).format(value);
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text;
}

/** A tick of an axis, short: `250`, `1.5 k`, `2 M`. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${significant(value / 1e9)} G`;
  if (size >= 1e6) return `${significant(value / 1e6)} M`;
  if (size >= 1e3) return `${significant(value / 1e3)} k`;
  return significant(value);
}

/** Milliseconds in a column: a decimal below 10, none above, `NONE` for null. */
export function formatMs(ms: number | null | undefined): string {
  return formatNumber(ms, ms !== null && ms !== undefined && Math.abs(ms) < 9.95 ? 1 : 0);
}

/** A rate per second: a decimal below 10. */
export function formatRate(perSecond: number | null | undefined): string {
  return formatMs(perSecond);
}

/** A value in bytes and its unit, `["18.4", "kB"]`. */
export function formatBytes(bytes: number | null): readonly [string, string] {
  if (bytes === null) return [NONE, "B"];
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return [formatNumber(value, unit === 0 ? 0 : 1), units[unit]];
}

function significant(value: number): string {
  return String(Number(value.toPrecision(3)));
}
