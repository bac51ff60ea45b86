/**
 * When to publish one reading again although nothing speaks for its loss: a full window that nobody
 * answers gives no evidence, and somebody has to ask.
 */

/** The longest wait between two probes, unless the first is longer. */
const LONGEST = 600_000; // ms
/** A probe that is brought forward comes within this part of the first wait. */
const SOON = 1 / 3;

/** The moment of the next probe. Times in ms of a clock that never goes back. */
export class Probe {
  readonly #after: number;
  readonly #random: () => number;
  #wait: number;
  /** From a half to the whole: how much of the wait it is this time. */
  #share: number;
  /** Since when no reading was published or said to be stored. */
  #quietSince: number;
  /** When anything was heard last. */
  #heardAt: number;
  #forward?: number;

  constructor(after: number, random: () => number, now: number) {
    this.#after = this.#wait = after;
    this.#random = random;
    this.#share = this.#draw();
    this.#quietSince = this.#heardAt = now;
  }

  /** When to probe, if something is outstanding by then. */
  get dueAt(): number {
    return this.#forward ?? this.#quietSince + this.#wait * this.#share;
  }

  /** A reading was published. */
  published(now: number): void {
    this.#quietSince = now;
    this.#forward = undefined;
  }

  /** Readings that waited were said to be stored. */
  heard(now: number): void {
    this.published(now);
    this.#heardAt = now;
    this.#wait = this.#after;
  }

  /** An account was said to be stored: after a silence, somebody is there again. */
  answered(now: number): void {
    if (now - this.#heardAt >= this.#after) this.connected(now);
    this.#heardAt = now;
  }

  /** A connection is up: what the last one carried may be lost. */
  connected(now: number): void {
    this.#wait = this.#after;
    const forward = now + this.#random() * this.#after * SOON; // not a whole fleet at once
    this.#forward = Math.min(forward, this.#forward ?? Infinity);
  }

  /** The probe was published. */
  probed(now: number): void {
    this.published(now);
    this.#wait = Math.min(2 * this.#wait, Math.max(LONGEST, this.#after));
    this.#share = this.#draw();
  }

  #draw(): number {
    return (1 + this.#random()) / 2;
  }
}
