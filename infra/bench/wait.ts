/** Waiting for conditions. */
import { delay } from "../../devices/lib/backoff.ts";

/**
 * Asks every `every` ms until the answer is true.
 *
 * @throws if it isn't within `patience` ms, saying what was waited for.
 */
export async function waitFor(
  condition: () => boolean | Promise<boolean>,
  what: string,
  { every = 50, patience = 120_000 } = {},
): Promise<void> {
  const until = performance.now() + patience;
  while (!await condition()) {
    if (performance.now() > until) throw new Error(`Waited ${patience / 1000} s for ${what}`);
    await delay(every);
  }
}
