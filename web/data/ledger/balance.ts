/** The sum of one epoch, from what is known of it. Pure. */
import type { Range } from "../../../devices/lib/ranges.ts";
import {
  type Eviction,
  EVICTION_REASONS,
  type EvictionReason,
} from "../../../devices/wire/account.ts";
import type { Fate } from "./types.ts";

/** What is known of an epoch; ranges may overlap and come in any order. */
export interface EpochFacts {
  /** As the last account says; 0 if none names the epoch. */
  readonly produced: number;
  /** The lowest seq that the device still keeps, as the last account says; 1 if none does. */
  readonly oldest: number;
  readonly stored: readonly Range[];
  readonly deadLettered: readonly Range[];
  readonly evicted: readonly Eviction[];
}

/** Readings that follow on each other and are not stored, and what became of them. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly fate: Fate;
  /** Why they were evicted; null for other fates. */
  readonly reason: EvictionReason | null;
}

/** How an epoch stands. */
export interface EpochBalance {
  readonly produced: number;
  readonly stored: number;
  readonly deadLettered: number;
  readonly waiting: number;
  readonly evicted: number;
  readonly missing: number;
  /** All that is not stored, ascending; no seq is in two of them. */
  readonly parts: readonly Part[];
}

/**
 * Draws up the sum. A reading counts once: as stored before dead-lettered before evicted; what is
 * none of these waits from `oldest` on and is missing below.
 */
export function balance(facts: EpochFacts): EpochBalance {
  const produced = Math.max(facts.produced, highest(facts.stored), highest(facts.deadLettered));
  const parts: Part[] = [];
  let left: Range[] = produced > 0 ? [[1, produced]] : [];
  const take = (ranges: readonly Range[]) => {
    const { inside, outside } = split(left, ranges);
    left = outside;
    return inside;
  };
  const part = (ranges: readonly Range[], fate: Fate, reason: EvictionReason | null = null) => {
    const mine = take(ranges);
    for (const [from, to] of mine) parts.push({ from, to, fate, reason });
    return size(mine);
  };
  const stored = size(take(facts.stored));
  const deadLettered = part(facts.deadLettered, "dead-lettered");
  const evicted = EVICTION_REASONS.reduce((sum, reason) => {
    const mine = facts.evicted.filter(([, , why]) => why === reason);
    return sum + part(mine.map(([from, to]): Range => [from, to]), "evicted", reason);
  }, 0);
  const waiting = part([[facts.oldest, Infinity]], "waiting");
  const missing = part(left, "missing");
  parts.sort((a, b) => a.from - b.from);
  return { produced, stored, deadLettered, waiting, evicted, missing, parts };
}

/** Parts ranges that ascend and do not overlap by whether they are in others; in one pass. */
function split(ranges: readonly Range[], others: readonly Range[]) {
  const [inside, outside]: Range[][] = [[], []];
  const sorted = others.toSorted((a, b) => a[0] - b[0]);
  let next = 0;
  for (const [from, to] of ranges) {
    let begin = from;
    while (next < sorted.length && begin <= to) {
      const [first, last] = sorted[next];
      if (first > to) break;
      if (first > begin) outside.push([begin, first - 1]);
      if (last >= begin) extend(inside, Math.max(first, begin), Math.min(last, to));
      begin = Math.max(begin, Math.min(last, to) + 1);
      if (last > to) break;
      next++;
    }
    if (begin <= to) outside.push([begin, to]);
  }
  return { inside, outside };
}

/** Adds a range at the end; one that goes on where the last has ended becomes part of it. */
function extend(ranges: Range[], from: number, to: number): void {
  const last = ranges.at(-1);
  if (last?.[1] === from - 1) ranges[ranges.length - 1] = [last[0], to];
  else ranges.push([from, to]);
}

/** How many numbers ranges hold that do not overlap. */
export function size(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

function highest(ranges: readonly Range[]): number {
  return ranges.reduce((most, [, to]) => Math.max(most, to), 0);
}
