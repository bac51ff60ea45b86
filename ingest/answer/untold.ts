/** Readings that are stored and of which a device has not been told yet. */
import { type Range, Ranges } from "../../devices/lib/ranges.ts";

/** The seqs of one epoch. They come in runs, so that nearly all of them only move the end of one. */
class Seqs {
  #from: number;
  #to: number;
  /** The runs before this one; most often there are none. */
  #others: Ranges | undefined;

  constructor(first: number) {
    this.#from = this.#to = first;
  }

  add(seq: number): void {
    if (seq === this.#to + 1) {
      this.#to = seq;
      return;
    }
    this.#others = this.#closed();
    this.#from = this.#to = seq;
  }

  ranges(): readonly Range[] {
    return this.#others === undefined ? [[this.#from, this.#to]] : [...this.#closed()];
  }

  #closed(): Ranges {
    const ranges = this.#others ?? new Ranges();
    ranges.add(this.#from, this.#to);
    return ranges;
  }
}

/** What a device has not been told yet. */
export class Untold {
  readonly #epochs = new Map<number, Seqs>();
  #count = 0;
  /** The largest number of its accounts that are stored; undefined if it was told. */
  account: number | undefined;
  /** When it was told of readings last, in ms. */
  toldAt = -Infinity;

  constructor(readonly deviceId: string) {}

  /** How many readings there are. */
  get count(): number {
    return this.#count;
  }

  /** Adds a reading. */
  add(epoch: number, seq: number): void {
    this.#count++;
    const seqs = this.#epochs.get(epoch);
    if (seqs === undefined) this.#epochs.set(epoch, new Seqs(seq));
    else seqs.add(seq);
  }

  /** Takes everything out, epoch by epoch. */
  take(): (readonly [epoch: number, seq: readonly Range[]])[] {
    const taken = [...this.#epochs].map(([epoch, seqs]) => [epoch, seqs.ranges()] as const);
    this.#epochs.clear();
    this.#count = 0;
    return taken;
  }
}
