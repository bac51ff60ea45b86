/** Rounds of one measurement: their median, and how far they lie apart. */

/** The value in the middle; of an even number of values, the mean of the two there. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
}

/** Median and range, such as `1.2 (1.1 to 1.4)`. */
export function spread(values: readonly number[], digits = 0): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const shown = (value: number) => value.toFixed(digits);
  const range = values.length > 1 ? ` (${shown(least)} to ${shown(most)})` : "";
  return shown(median(values)) + range;
}

/** How many times theirs ours is, round by round: such as `2.61 (2.40 to 2.80)`. */
export function ratio(ours: readonly number[], theirs: readonly number[]): string {
  return spread(ours.map((value, round) => value / theirs[round]), 2);
}
