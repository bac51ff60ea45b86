/** When a device samples: at fixed moments, without drift, whatever the wall clock does. */
import { delay } from "../lib/backoff.ts";

/** The moments, and what happens at them. All times in milliseconds. */
export interface SampleLoopOptions {
  readonly interval: number;
  /** From the start to the first sample; this is what spreads devices over the interval. */
  readonly first: number;
  readonly sample: () => void;
  readonly signal: AbortSignal;
  /** A clock that never steps. Default `performance.now`. */
  readonly monotonic?: () => number;
}

/** A program that was held up makes up for the samples of this time; older ones are missed. */
const CATCH_UP = 1000; // ms

/** Samples until `signal` aborts; throws what `sample` throws. */
export async function sampleLoop(
  { interval, first, sample, signal, monotonic = () => performance.now() }: SampleLoopOptions,
): Promise<void> {
  const begin = monotonic() + first;
  const longest = Math.max(CATCH_UP, interval);
  let due = 0; // counts the samples, so that rounding does not add up
  for (;;) {
    await delay(Math.max(0, Math.ceil(begin + due * interval - monotonic())), signal);
    if (signal.aborted) return;
    const now = monotonic();
    due = Math.max(due, Math.ceil((now - begin - longest) / interval));
    for (; begin + due * interval <= now; due++) sample();
  }
}
