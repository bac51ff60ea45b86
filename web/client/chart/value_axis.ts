/** How high a chart is: from zero, or fitted to what it shows. */

/** Least and greatest value of an axis. */
export type Extent = readonly [number, number];

/** A number not below `value` that reads well: 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten. */
export function niceAbove(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const head = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((n) => n * power >= value * 0.999999)!;
  return Number((head * power).toPrecision(6));
}

/** An axis from zero, at least `least` high, with some air above the values. */
export function fromZero(max: number | null, least: number): Extent {
  return [0, niceAbove(Math.max((max ?? 0) * 1.03, least))];
}

/**
 * An axis around the values, at least `least` high, so that noise doesn't look like drama; it stays
 * within `floor` and `ceiling` (a percentage has 0 and 100) and at 0 if nothing is negative.
 */
export function fitted(
  min: number | null,
  max: number | null,
  least: number,
  floor = -Infinity,
  ceiling = Infinity,
): Extent {
  if (min === null || max === null) return [Math.max(floor, 0), Math.max(floor, 0) + least];
  const height = Math.max((max - min) * 1.2, least);
  const middle = (min + max) / 2;
  let low = middle - height / 2;
  if (min >= 0) low = Math.max(0, low);
  low = Math.max(floor, Math.min(low, ceiling - height));
  return [low, Math.min(ceiling, low + height)];
}
