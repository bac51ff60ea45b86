/** Waiting for what must come: conditions are asked for, time is never slept away. */
import { delay } from "../../devices/lib/backoff.ts";

/** How patient to be. */
export interface Patience {
  /** Milliseconds until waiting is given up. Default: 90 seconds. */
  readonly deadline?: number;
  /** Milliseconds between two looks. Default: 100. */
  readonly every?: number;
  /** Says why it is no use to wait any longer. */
  readonly hopeless?: () => string | undefined;
}

/**
 * Looks again and again until `look` gives something (neither `undefined` nor `false`) and returns
 * that.
 *
 * @throws {Error} naming `what` and the last thing that went wrong, after the deadline, or as
 * soon as it is `hopeless`.
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  { deadline = 90_000, every = 100, hopeless }: Patience = {},
): Promise<Exclude<T, undefined | false>> {
  const end = performance.now() + deadline;
  let fault: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found as Exclude<T, undefined | false>;
    } catch (error) {
      fault = error;
    }
    const why = hopeless?.() ?? (performance.now() > end ? `not within ${deadline / 1000} s` : "");
    if (why !== "") throw new Error(`Waited in vain until ${what}: ${why}`, { cause: fault });
    await delay(every);
  }
}
