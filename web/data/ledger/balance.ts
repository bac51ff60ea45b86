/** The sum of one epoch, from what is known of it. Pure. */
import { type Range, Ranges } from "../../../devices/lib/ranges.ts";

/** What is known of an epoch; ranges may overlap and come in any order. */
export interface EpochFacts {
  /** As the last account says; 0 if none names the epoch. */
  readonly produced: number;
  /** The lowest seq that the device still keeps, as the last account says; 1 if none does. */
  readonly oldest: number;
  readonly stored: readonly Range[];
  readonly deadLettered: readonly Range[];
  readonly evicted: readonly Range[];
}

/** How an epoch stands. */
export interface EpochBalance {
  readonly produced: number;
  readonly stored: number;
  readonly deadLettered: number;
  readonly waiting: number;
  readonly evicted: number;
  /** Ascending. */
  readonly missing: readonly Range[];
}

/**
 * Draws up the sum. A reading counts once: as stored before dead-lettered before evicted; what is
 * none of these waits from `oldest` on and is missing below.
 */
export function balance(facts: EpochFacts): EpochBalance {
  const produced = Math.max(facts.produced, highest(facts.stored), highest(facts.deadLettered));
  const left = new Ranges();
  if (produced > 0) left.add(1, produced);
  const take = (ranges: readonly Range[]) => {
    const before = left.count;
    for (const [from, to] of ranges) left.remove(from, to);
    return before - left.count;
  };
  const [stored, deadLettered, evicted] = [facts.stored, facts.deadLettered, facts.evicted].map(
    take,
  );
  const waiting = take([[facts.oldest, Infinity]]);
  return { produced, stored, deadLettered, waiting, evicted, missing: [...left] };
}

/** How many numbers ranges hold that do not overlap. */
export function size(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

function highest(ranges: readonly Range[]): number {
  return ranges.reduce((most, [, to]) => Math.max(most, to), 0);
}
