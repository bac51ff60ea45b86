/** Waiting between tries: exponential, with full jitter, so that a fleet does not return in step. */

/** How long to wait, in milliseconds, and what counts as recovered. */
export interface BackoffOptions {
  /** The ceiling of the first wait. Default 1000 ms. */
  readonly min?: number;
  /** The ceiling of every later wait. Default 15000 ms. */
  readonly max?: number;
  /** A source of numbers in [0, 1). Default `Math.random`. */
  readonly random?: () => number;
}

/** Counts the tries in a row and draws the wait before the next one. */
export class Backoff {
  #tries = 0;
  readonly #min: number;
  readonly #max: number;
  readonly #random: () => number;

  constructor({ min = 1000, max = 15_000, random = Math.random }: BackoffOptions = {}) {
    this.#min = min;
    this.#max = max;
    this.#random = random;
  }

  /** The next wait in ms: anywhere from 0 to the ceiling, which doubles with each try. */
  next(): number {
    const ceiling = Math.min(this.#max, this.#min * 2 ** this.#tries++);
    return Math.floor(this.#random() * ceiling);
  }

  /** Begins again at the smallest ceiling. */
  reset(): void {
    this.#tries = 0;
  }
}

/** Resolves after `ms` milliseconds, or as soon as `signal` aborts; never rejects. */
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done, { once: true });
  });
}

/** Resolves when `promise` has resolved or rejected, at the latest after `ms`; never rejects. */
export async function atMost(ms: number, promise: Promise<unknown> | undefined): Promise<void> {
  const settled = new AbortController();
  promise?.catch(() => {}).then(() => settled.abort());
  if (promise) await delay(ms, settled.signal);
}
