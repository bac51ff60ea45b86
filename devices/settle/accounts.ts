/** What a device says about its epochs, and when it may stop saying it. */
import type { Account, EpochAccount, Eviction } from "../wire/account.ts";
import { EVICTION_REASONS } from "../wire/account.ts";
import type { Epoch } from "./epoch.ts";

/** A clock that went on so far between two accounts was set. */
const SET = 3_600_000; // ms

/** Numbers the accounts of one outbox, and knows what they showed. */
export class Accounts {
  #number: number;
  /** The first account that showed an epoch empty. */
  readonly #shownEmpty = new Map<Epoch, number>();
  /** The numbers from here on are ours, and nobody else's. */
  #before: number;
  /** The clock at the last account, in ms. */
  #clock: number;

  /**
   * Goes on after the number that was drawn last, or from Unix time in ms, which is ahead of it:
   * so a restored or wiped outbox goes on above what it said before, and clones don't take the
   * answers of each other for their own.
   */
  constructor(last: number, unixTime: number) {
    this.#number = this.#before = Math.max(last, Math.floor(unixTime));
    this.#clock = unixTime;
  }

  /** The number that was drawn last. */
  get number(): number {
    return this.#number;
  }

  /**
   * Draws a number. It has to be on the disk before it is published, so that none comes twice. Many
   * a device learns the time only after its start.
   */
  draw(unixTime: number): number {
    const isSet = unixTime > this.#clock + SET;
    if (isSet) this.#number = this.#before = Math.max(this.#number, Math.floor(unixTime));
    this.#clock = unixTime;
    return ++this.#number;
  }

  /** The account of this moment; `current` is the epoch that new readings come to. */
  account(epochs: Iterable<Epoch>, current: Epoch): Account {
    const shown: EpochAccount[] = [];
    for (const epoch of epochs) {
      if (epoch.produced === 0) continue;
      shown.push(accountOf(epoch));
      if (epoch !== current && epoch.waiting.count === 0 && !this.#shownEmpty.has(epoch)) {
        this.#shownEmpty.set(epoch, this.#number);
      }
    }
    return { account: this.#number, epochs: shown };
  }

  /** Whether an account with this number was drawn since the start, or since the clock was set. */
  isOurs(number: number): boolean {
    return number > this.#before && number <= this.#number;
  }

  /** One of ours is stored; returns the epochs that need not be shown any longer. */
  answered(number: number): Epoch[] {
    const over: Epoch[] = [];
    for (const [epoch, since] of this.#shownEmpty) if (since <= number) over.push(epoch);
    for (const epoch of over) this.#shownEmpty.delete(epoch);
    return over;
  }
}

function accountOf({ epoch, produced, waiting, evicted }: Epoch): EpochAccount {
  const evictions = EVICTION_REASONS.flatMap((reason) =>
    Array.from(evicted[reason], ([from, to]): Eviction => [from, to, reason])
  );
  return {
    epoch,
    produced,
    oldest: waiting.from(0) ?? produced + 1,
    evicted: evictions.sort(([a], [b]) => a - b),
  };
}
