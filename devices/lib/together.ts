/** Tasks that stand and fall together. */

/** Runs until `signal` aborts; `fail` ends all tasks with an error from outside its own promise. */
export type Task = (signal: AbortSignal, fail: (error: unknown) => void) => Promise<void>;

/**
 * Runs tasks side by side until all have ended. The first error aborts the signal of the others,
 * and is thrown when they have ended.
 */
export async function together(signal: AbortSignal, tasks: readonly Task[]): Promise<void> {
  const failure = new AbortController();
  const fail = (error: unknown) => failure.abort(error);
  const either = AbortSignal.any([signal, failure.signal]);
  await Promise.all(tasks.map((task) => task(either, fail).catch(fail)));
  if (failure.signal.aborted) throw failure.signal.reason;
}
