/** What one hop did to the readings of one second. */
import { Histogram } from "./histogram.ts";

/** One hop's second, as a row of `pipeline_latency`; durations in ms. */
export interface HopSecond {
  readonly readings: number;
  /** Readings that came late; they are in none of the other figures. */
  readonly late: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly slowest: number;
  /** The device of the slowest reading; undefined if all were late. */
  readonly worstDevice: string | undefined;
  /** Counts by the bounds of `LATENCY_BOUNDS`. */
  readonly buckets: readonly number[];
}

/** Records durations of one hop until they are taken. */
export class HopMeter {
  readonly #histogram = new Histogram();
  #late = 0;
  #slowest = -1;
  #worst: string | undefined;

  /** A reading of this device, or `count` of them, took `ms`. */
  record(ms: number, deviceId: string, count = 1): void {
    this.#histogram.record(ms, count);
    if (ms > this.#slowest) [this.#slowest, this.#worst] = [ms, deviceId];
  }

  /** Readings that were late before they came here; how long they took says nothing of the hop. */
  skipLate(count = 1): void {
    this.#late += count;
  }

  /** The second's figures, and a new beginning; undefined if nothing was recorded. */
  take(): HopSecond | undefined {
    const histogram = this.#histogram;
    if (histogram.total + this.#late === 0) return undefined;
    const slowest = Math.max(0, this.#slowest);
    const quantile = (share: number) => Math.min(slowest, histogram.quantile(share));
    const second = {
      readings: histogram.total,
      late: this.#late,
      p50: quantile(0.5),
      p95: quantile(0.95),
      p99: quantile(0.99),
      slowest,
      worstDevice: this.#worst,
      buckets: histogram.columns(),
    };
    histogram.clear();
    [this.#late, this.#slowest, this.#worst] = [0, -1, undefined];
    return second;
  }
}
