/** Percentiles of measured values. */

/** The value below which the share `q` (0 to 1) of `values` lies, by nearest rank. */
export function percentile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new RangeError("No values were measured");
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}

/** The usual three and the greatest, with one decimal: `p50 3.1  p95 9.8  p99 41.0  max 121.0`. */
export function summary(values: readonly number[]): string {
  const at = (q: number) => percentile(values, q).toFixed(1);
  return `p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  max ${at(1)}`;
}
