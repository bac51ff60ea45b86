/** How far a full outbox is emptied. */

/** So many ranges of given up readings cost an account nothing. */
const FEW = 16;
/** At most this part of the limit is given up at once. */
const MOST = 1 / 4;

/**
 * Says when one more reading has to go. Evictions and publications both take the oldest that is not
 * published: a device that makes more than it gets rid of would give up one, publish the next, and
 * so leave a range for each, which its account has to name ever after. So one that would add to many
 * ranges takes a run with it as long as their number, which then grows with the root of what was
 * given up.
 */
export class Overflow {
  /** As many may be kept at the moment. */
  #most: number;

  constructor(private readonly limit: number) {
    this.#most = limit;
  }

  /** Whether one has to go while so many are kept, and would add to so many ranges. */
  isOver(kept: number, ranges: () => number): boolean {
    if (kept > this.limit) {
      const run = Math.min(Math.max(0, ranges() - FEW), Math.floor(this.limit * MOST));
      this.#most = this.limit - run;
    } else if (kept <= this.#most) this.#most = this.limit;
    return kept > this.#most;
  }
}
