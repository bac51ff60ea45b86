/** What is known of each start of a device's process: what waits, how far it was published. */
import { Ranges } from "../lib/ranges.ts";
import { EVICTION_REASONS, type EvictionReason } from "../wire/account.ts";
import type { Sent } from "./sent.ts";

/** The readings of one start of a device's process. */
export interface Epoch {
  /** Which start of the process it was: 1, 2, 3 …; the order of epochs. */
  readonly start: number;
  /** The random number that names the epoch to others. */
  readonly epoch: number;
  /** The highest seq that is or was on the disk. */
  produced: number;
  /** The highest seq that was ever published. */
  published: number;
  /** The readings that are in the outbox, by seq. */
  readonly waiting: Ranges;
  /** The readings that were given up, by reason and seq. */
  readonly evicted: Readonly<Record<EvictionReason, Ranges>>;
  /** Those of `waiting` that are published and not yet stored, by seq. */
  readonly sent: Map<number, Sent>;
}

/** A reading's place in the outbox. */
export interface Place {
  readonly epoch: Epoch;
  readonly seq: number;
}

/** An epoch of which nothing is in the outbox. */
export function newEpoch(
  start: number,
  epoch: number,
  { produced = 0, published = 0 } = {},
): Epoch {
  const [overflow, unanswered] = EVICTION_REASONS.map(() => new Ranges());
  const evicted = { overflow, unanswered };
  return { start, epoch, produced, published, waiting: new Ranges(), evicted, sent: new Map() };
}

/** The epochs of a device in the order in which they were drawn. */
export class Epochs {
  readonly #list: Epoch[];
  readonly #byNumber = new Map<number, Epoch>();
  /** The epochs before this one have nothing unpublished: only the last one gets new readings. */
  #front = 0;

  /** Epochs in ascending order of `start`. */
  constructor(list: readonly Epoch[]) {
    this.#list = [...list];
    for (const epoch of list) this.#byNumber.set(epoch.epoch, epoch);
  }

  [Symbol.iterator](): IterableIterator<Epoch> {
    return this.#list.values();
  }

  /** How many readings wait. */
  get waiting(): number {
    let sum = 0;
    for (const { waiting } of this.#list) sum += waiting.count;
    return sum;
  }

  /**
   * How many ranges the readings make up that were given up because the outbox was full; 0 if the
   * next one only makes one of them longer.
   */
  scattered(): number {
    const next = this.next();
    if (next?.epoch.evicted.overflow.has(next.seq - 1)) return 0;
    return this.#list.reduce((sum, { evicted }) => sum + evicted.overflow.ranges, 0);
  }

  /** The epoch that others know by this number. */
  get(number: number): Epoch | undefined {
    return this.#byNumber.get(number);
  }

  /** The reading that goes when one has to: the oldest that was never published, or the oldest. */
  next(): Place | undefined {
    return this.firstUnpublished() ?? this.first();
  }

  /** The oldest reading that was never published. */
  firstUnpublished(): Place | undefined {
    for (; this.#front < this.#list.length; this.#front++) {
      const epoch = this.#list[this.#front];
      const seq = epoch.waiting.from(epoch.published + 1);
      if (seq !== undefined) return { epoch, seq };
      if (this.#front === this.#list.length - 1) return undefined; // more may come
    }
  }

  /** The oldest reading. */
  first(): Place | undefined {
    for (const epoch of this.#list) {
      const seq = epoch.waiting.from(0);
      if (seq !== undefined) return { epoch, seq };
    }
  }

  /** Drops an epoch of which nothing is left. */
  forget(epoch: Epoch): void {
    this.#list.splice(this.#list.indexOf(epoch), 1);
    this.#byNumber.delete(epoch.epoch);
    this.#front = 0;
  }
}
