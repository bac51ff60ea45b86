/** Latencies of the last stretch of time, and their percentiles. */

/** Percentiles of what was measured, in ms. */
export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Samples of the last `length` ms, at most `most` of them (the newest). */
export class LatencyWindow {
  #at: number[] = [];
  #ms: number[] = [];
  readonly #length: number;
  readonly #most: number;

  constructor(length = 60_000, most = 10_000) {
    this.#length = length;
    this.#most = most;
  }

  /** Adds a latency in ms that was measured at `at`; later ones come later. */
  add(at: number, ms: number): void {
    this.#at.push(at);
    this.#ms.push(ms);
  }

  /** Percentiles (nearest rank) of the window that ends at `now`; null if it is empty. */
  summary(now: number): Percentiles | null {
    this.#forget(now);
    const sorted = Float64Array.from(this.#ms).sort();
    if (sorted.length === 0) return null;
    const rank = (q: number) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
    const max = sorted[sorted.length - 1];
    return { count: sorted.length, p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), max };
  }

  #forget(now: number): void {
    let old = Math.max(0, this.#at.length - this.#most);
    while (old < this.#at.length && this.#at[old] < now - this.#length) old++;
    this.#at.splice(0, old);
    this.#ms.splice(0, old);
  }
}
