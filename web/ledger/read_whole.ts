/** Reading a ledger in which nothing is left open. */
import type { Ledger } from "../data/ledger/types.ts";
import { Unavailable } from "../data/unavailable.ts";

const TRIES = 10;
const BETWEEN_TRIES = 1000; // ms

/**
 * Reads until the database has applied what it took, so that it is known what is missing.
 *
 * @throws {Unavailable} if that takes too long.
 */
export async function readWhole(
  read: () => Promise<Ledger>,
  pause: (ms: number) => Promise<void>,
): Promise<Ledger> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const ledger = await read();
    if (ledger.fleet.missing !== null) return ledger;
    await pause(BETWEEN_TRIES);
  }
  throw new Unavailable(
    "The database has not applied what it took: whether something is missing can't be said",
  );
}
