/** Keeps a server running: one that ends by itself is started again, backed off. */
import { Backoff, delay } from "../../devices/lib/backoff.ts";
import type { Log } from "../../devices/lib/log.ts";
import type { Server } from "./server.ts";
import type { Start, Stoppable } from "./together.ts";

/** What `keepRunning` needs from outside. */
export interface KeepDeps {
  readonly log: Log;
  readonly backoff?: Backoff;
}

/** A server that lived this long starts the back-off anew. */
const STABLE = 60_000; // ms

/**
 * Starts a server, and again whenever it ends until it is stopped.
 *
 * @param name for sentences: `the broker`.
 * @throws what its first start throws.
 */
export async function keepRunning(
  name: string,
  start: Start<Server>,
  signal: AbortSignal,
  { log, backoff = new Backoff() }: KeepDeps,
): Promise<Stoppable> {
  const off = new AbortController();
  let server: Server | undefined = await start(signal);

  const keep = async () => {
    for (;;) {
      const how = server ? await untilEnded(server, backoff) : "did not come up";
      if (off.signal.aborted) return;
      const wait = backoff.next();
      log.warn(`${name} ${how}; starting it again in ${(wait / 1000).toFixed(1)} s`);
      await delay(wait, off.signal);
      if (off.signal.aborted) return;
      server = await startAgain();
      if (off.signal.aborted) return await server?.stop();
    }
  };
  const startAgain = async () => {
    try {
      const again = await start(off.signal);
      log.info(`${name} answers again at ${again.url}`);
      return again;
    } catch (error) {
      if (!off.signal.aborted) log.error((error as Error).message);
    }
  };

  const kept = keep();
  const stop = async () => {
    off.abort();
    await server?.stop();
    await kept;
  };
  return { stop };
}

/** Waits for a server's end and says how it came about. */
async function untilEnded(server: Server, backoff: Backoff): Promise<string> {
  const since = performance.now();
  const { code, signal } = await server.stopped;
  if (performance.now() - since > STABLE) backoff.reset();
  return signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
}
