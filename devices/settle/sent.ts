/** Readings that are published and not yet stored. */
import type { Place } from "./epoch.ts";

/** One of them. Times in ms of a clock that never goes back. */
export interface Sent extends Place {
  /** The number of its latest publication, counted over all readings of the device. */
  order: number;
  /** When it was published last; unknown if that was before the start. */
  sentAt: number | undefined;
  /** When it was published first, as far as it is known. */
  readonly firstAt: number;
  publications: number;
  /** How often it counted as lost. */
  lost: number;
  /** When a reading that was published later was said to be stored. */
  evidenceAt: number;
  /** Its neighbours in the list that it is in. */
  list: SentList | undefined;
  previous: Sent | undefined;
  next: Sent | undefined;
}

/** A reading at its first publication; `sentAt` is unknown if that was before the start. */
export function newSent(
  { epoch, seq }: Place,
  { order, firstAt, sentAt }: { order: number; firstAt: number; sentAt?: number },
): Sent {
  return {
    epoch,
    seq,
    order,
    sentAt,
    firstAt,
    publications: 1,
    lost: 0,
    evidenceAt: 0,
    list: undefined,
    previous: undefined,
    next: undefined,
  };
}

/** A linked list of readings; each is in one list at most, and leaves it without a search. */
export class SentList {
  #first?: Sent;
  #last?: Sent;

  /** The reading that came first. */
  get first(): Sent | undefined {
    return this.#first;
  }

  /** Puts a reading at the end, out of the list that it is in. */
  push(sent: Sent): void {
    sent.list?.remove(sent);
    sent.list = this;
    sent.previous = this.#last;
    sent.next = undefined;
    if (this.#last) this.#last.next = sent;
    else this.#first = sent;
    this.#last = sent;
  }

  /** Takes out a reading that is in this list. */
  remove(sent: Sent): void {
    if (sent.previous) sent.previous.next = sent.next;
    else this.#first = sent.next;
    if (sent.next) sent.next.previous = sent.previous;
    else this.#last = sent.previous;
    sent.list = sent.previous = sent.next = undefined;
  }
}
