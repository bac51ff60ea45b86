/** The disk of a simulated device: what outlives a crash. */
import { Ranges } from "../../lib/ranges.ts";
import { EVICTION_REASONS, type EvictionReason } from "../../wire/account.ts";
import { type Epoch, newEpoch } from "../epoch.ts";

/** What is written of an epoch. */
interface Written {
  readonly start: number;
  readonly epoch: number;
  readonly produced: number;
  readonly published: number;
  readonly waiting: readonly (readonly [number, number])[];
  readonly evicted: Readonly<Record<EvictionReason, readonly (readonly [number, number])[]>>;
}

/** A disk at a moment. */
export interface Disk {
  /** The number of the last account. */
  readonly account: number;
  readonly epochs: readonly Written[];
}

/** A disk on which nothing was ever written. */
export const EMPTY: Disk = { account: 0, epochs: [] };

/** What a commit writes. */
export function write(account: number, epochs: Iterable<Epoch>): Disk {
  const written = Array.from(epochs, ({ start, epoch, produced, published, waiting, evicted }) => ({
    start,
    epoch,
    produced,
    published,
    waiting: Array.from(waiting, ([from, to]) => [from, to] as const),
    evicted: {
      overflow: Array.from(evicted.overflow, ([from, to]) => [from, to] as const),
      unanswered: Array.from(evicted.unanswered, ([from, to]) => [from, to] as const),
    },
  }));
  return { account, epochs: written.filter(({ produced }) => produced > 0) };
}

/** What a new start finds. */
export function read({ epochs }: Disk): Epoch[] {
  return epochs.map(({ start, epoch: number, produced, published, waiting, evicted }) => {
    const epoch = newEpoch(start, number, { produced, published });
    fill(epoch.waiting, waiting);
    for (const reason of EVICTION_REASONS) fill(epoch.evicted[reason], evicted[reason]);
    return epoch;
  });
}

function fill(ranges: Ranges, list: readonly (readonly [number, number])[]): void {
  for (const [from, to] of list) ranges.add(from, to);
}
