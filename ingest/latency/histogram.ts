/** Counting durations in fixed buckets: a few nanoseconds a reading, no memory that grows. */
import { LATENCY_BOUNDS } from "../tables.ts";

/** Steps in a millisecond below 2 ms; above, 16 buckets an octave, so 6 % is the widest. */
const STEPS = 16;
const LIMIT = 65_536; // ms: the last of the stored bounds
const OVERFLOW = bucketOf(LIMIT);
/** Of each fine bucket, the stored column that it belongs to. */
const COLUMN = Uint8Array.from({ length: OVERFLOW + 1 }, (_, bucket) => columnOf(bucket));

/** Durations in ms; what is negative counts as 0, what is over 65.5 s as that. */
export class Histogram {
  readonly #counts = new Uint32Array(OVERFLOW + 1);
  #total = 0;

  /** How many durations were recorded. */
  get total(): number {
    return this.#total;
  }

  /** Counts a duration in ms, `count` times. */
  record(ms: number, count = 1): void {
    this.#counts[ms >= LIMIT ? OVERFLOW : bucketOf(ms)] += count;
    this.#total += count;
  }

  /** The duration in ms that the given share (0 to 1) of the recorded ones is below; 0 if none. */
  quantile(share: number): number {
    const rank = share * this.#total;
    let below = 0;
    for (let bucket = 0; bucket <= OVERFLOW; bucket++) {
      const count = this.#counts[bucket];
      if (count > 0 && below + count >= rank) return within(bucket, (rank - below) / count);
      below += count;
    }
    return 0;
  }

  /** The counts by the buckets of `LATENCY_BOUNDS`. */
  columns(): number[] {
    const columns = new Array<number>(LATENCY_BOUNDS.length).fill(0);
    this.#counts.forEach((count, bucket) => columns[COLUMN[bucket]] += count);
    return columns;
  }

  /** Forgets everything. */
  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
  }
}

/** Linear up to two STEPS, then the exponent and the four bits below it. */
function bucketOf(ms: number): number {
  const steps = ms <= 0 ? 0 : (ms * STEPS) | 0;
  const octave = Math.max(0, 27 - Math.clz32(steps));
  return octave * STEPS + (steps >>> octave);
}

/** The shortest duration of a bucket, in ms. */
function lowest(bucket: number): number {
  const octave = Math.max(0, Math.floor(bucket / STEPS) - 1);
  return ((bucket - octave * STEPS) * 2 ** octave) / STEPS;
}

function within(bucket: number, share: number): number {
  if (bucket === OVERFLOW) return LIMIT;
  const from = lowest(bucket);
  return from + (lowest(bucket + 1) - from) * share;
}

function columnOf(bucket: number): number {
  return LATENCY_BOUNDS.findIndex((bound) => lowest(bucket) < bound);
}
