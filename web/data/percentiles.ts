/** Percentiles from counts in buckets, which may be added up over any window. */
import { LATENCY_BOUNDS } from "../../ingest/tables.ts";

/**
 * The duration in ms that a share (0 to 1) of the counted ones is below, linear within its bucket;
 * null if nothing was counted. `slowest` is known and nothing is above it.
 */
export function percentile(
  counts: readonly number[],
  share: number,
  slowest: number,
): number | null {
  const rank = share * counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  for (const [i, count] of counts.entries()) {
    if (count > 0 && below + count >= rank) {
      const from = i === 0 ? 0 : LATENCY_BOUNDS[i - 1];
      const to = Math.min(LATENCY_BOUNDS[i], Math.max(from, slowest));
      return Math.round((from + (to - from) * ((rank - below) / count)) * 1000) / 1000;
    }
    below += count;
  }
  return null;
}

/** Adds counts of the same buckets. */
export function addCounts(a: readonly number[], b: readonly number[]): number[] {
  return a.map((count, i) => count + b[i]);
}
