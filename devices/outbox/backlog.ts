/** Which readings wait, in order, and how far they were published: in memory, no input or output. */
import { type Range, Ranges } from "../lib/ranges.ts";

/** One epoch of a device: the readings of one start of its process. */
export interface Epoch {
  /** Which start of the process it was: 1, 2, 3 …; the order of epochs. */
  readonly start: number;
  /** The random number that names the epoch to others. */
  readonly epoch: number;
  /** The readings that are in the outbox, by seq. */
  readonly waiting: Ranges;
  /** The readings that an overflow has cost, by seq. */
  readonly evicted: Ranges;
}

/** A reading's place in the outbox. */
export interface Place {
  readonly epoch: Epoch;
  readonly seq: number;
}

/** The readings of one device, oldest first: by start, then by seq. */
export class Backlog {
  readonly #epochs: Epoch[];
  readonly #byNumber = new Map<number, Epoch>();
  /** The first place that `take` looks at. */
  #cursor = { start: 0, seq: 0 };
  /** Behind the last place that was ever taken; before it, everything was published. */
  #published = { start: 0, seq: 0 };

  /** A backlog of epochs in ascending order of `start`. */
  constructor(epochs: Epoch[]) {
    this.#epochs = epochs;
    for (const epoch of epochs) this.#byNumber.set(epoch.epoch, epoch);
  }

  /** How many readings wait. */
  get count(): number {
    return this.#epochs.reduce((sum, { waiting }) => sum + waiting.count, 0);
  }

  /** The next readings in order, at most `limit`; they count as published from here on. */
  take(limit: number): Place[] {
    const places: Place[] = [];
    for (const epoch of this.#epochs) {
      if (epoch.start < this.#cursor.start) continue;
      let seq = epoch.start === this.#cursor.start ? this.#cursor.seq : 0;
      while (places.length < limit) {
        const found = epoch.waiting.from(seq);
        if (found === undefined) break;
        places.push({ epoch, seq: found });
        seq = found + 1;
      }
    }
    const last = places.at(-1);
    if (last) this.#cursor = { start: last.epoch.start, seq: last.seq + 1 };
    if (isBefore(this.#published, this.#cursor)) this.#published = this.#cursor;
    return places;
  }

  /** Lets `take` begin again with the oldest. */
  rewind(): void {
    this.#cursor = { start: 0, seq: 0 };
  }

  /** Removes readings that have arrived; returns those that were waiting. */
  settle(number: number, ranges: Iterable<Range>): Place[] {
    const epoch = this.#byNumber.get(number);
    if (!epoch) return [];
    const places: Place[] = [];
    for (const [from, to] of ranges) {
      for (const removed of epoch.waiting.remove(from, to)) {
        for (let seq = removed[0]; seq <= removed[1]; seq++) places.push({ epoch, seq });
      }
    }
    return places;
  }

  /** Removes the oldest reading that is not yet published, or the oldest if all are. */
  evict(): Place | undefined {
    const place = this.#firstFrom(this.#published) ?? this.#firstFrom({ start: 0, seq: 0 });
    place?.epoch.waiting.remove(place.seq);
    return place;
  }

  /** Drops an epoch of which nothing is left. */
  forget(epoch: Epoch): void {
    this.#epochs.splice(this.#epochs.indexOf(epoch), 1);
    this.#byNumber.delete(epoch.epoch);
  }

  #firstFrom(place: { start: number; seq: number }): Place | undefined {
    for (const epoch of this.#epochs) {
      if (epoch.start < place.start) continue;
      const seq = epoch.waiting.from(epoch.start === place.start ? place.seq : 0);
      if (seq !== undefined) return { epoch, seq };
    }
  }
}

function isBefore(a: { start: number; seq: number }, b: { start: number; seq: number }): boolean {
  return a.start < b.start || (a.start === b.start && a.seq < b.seq);
}
