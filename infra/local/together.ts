/** Anything that was started and can be stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** Starts something; the signal calls it off. */
export type Start<T extends Stoppable> = (signal: AbortSignal) => Promise<T>;

/**
 * Starts several things side by side. If one fails, the others are called off or stopped.
 *
 * @throws the error of the first that failed.
 */
export async function startTogether<T extends Stoppable>(
  starts: readonly Start<T>[],
  signal?: AbortSignal,
): Promise<T[]> {
  const off = new AbortController();
  const either = signal ? AbortSignal.any([signal, off.signal]) : off.signal;
  const tries = starts.map((start) => start(either));
  try {
    return await Promise.all(tries);
  } catch (error) {
    off.abort();
    for (const one of await Promise.allSettled(tries)) {
      if (one.status === "fulfilled") await one.value.stop();
    }
    throw error;
  }
}
