/** One device's fault is its own: it is started again while the others go on. */
import { Backoff, delay } from "../lib/backoff.ts";
import type { Log } from "../lib/log.ts";
import { SetupError } from "../lib/program.ts";

/** Who is supervised, and whom to tell. */
export interface SupervisorOptions {
  readonly name: string;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onRestart: () => void;
  readonly backoff?: Backoff;
}

/** A run that lasted this long starts the back-off anew. */
const STABLE = 60_000; // ms

/**
 * Runs until `signal` aborts or the run ends by itself; a run that throws is begun again after a
 * wait that grows.
 *
 * @throws {SetupError} what a run throws of it: a new start would not help.
 */
export async function supervise(
  run: () => Promise<void>,
  { name, log, signal, onRestart, backoff = new Backoff() }: SupervisorOptions,
): Promise<void> {
  while (!signal.aborted) {
    const begin = performance.now();
    try {
      return await run();
    } catch (error) {
      if (error instanceof SetupError) throw error;
      if (performance.now() - begin > STABLE) backoff.reset();
      const wait = backoff.next();
      log.error(
        `${name} failed, starting it again in ${(wait / 1000).toFixed(1)} s: ${say(error)}`,
      );
      onRestart();
      await delay(wait, signal);
    }
  }
}

function say(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
