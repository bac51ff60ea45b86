/** Running totals of what went through the ingest. */
import type { Reason } from "./reasons.ts";

/** Fields are counted by name up to this many names: a device can make up as many as it likes. */
const MOST_NAMES = 100;
const LONGEST_NAME = 64;
/** What further names are counted under. */
const OTHERS = "(others)";

/** Totals since the start. */
export class Counts {
  /** Messages received. */
  received = 0;
  /** Rows stored. */
  stored = 0;
  /** Requests that stored them. */
  commits = 0;
  /** Messages that said nothing new. */
  ignored = 0;
  /** Rows of messages that come again, while nothing can be stored in their table. */
  passedOver = 0;
  /** Messages refused, by reason. */
  readonly rejected = new Map<Reason, number>();
  /** Letters stored, by reason. */
  readonly letters = new Map<Reason, number>();
  /** Messages to devices: of stored readings, and of stored accounts. */
  readonly answers = { stored: 0, accounts: 0 };
  /** Fields that no column takes, by name. */
  readonly unknown = new Map<string, number>();

  /** Counts a refused message. */
  reject(reason: Reason): void {
    increment(this.rejected, reason);
  }

  /** Counts a letter that was stored. */
  keepLetter(reason: Reason): void {
    increment(this.letters, reason);
  }

  /** Counts fields that were left out. */
  leaveOut(names: readonly string[]): void {
    for (const name of names) {
      const known = this.unknown.has(name) ||
        (this.unknown.size < MOST_NAMES && name.length <= LONGEST_NAME);
      increment(this.unknown, known ? name : OTHERS);
    }
  }
}

function increment<K>(totals: Map<K, number>, key: K): void {
  totals.set(key, (totals.get(key) ?? 0) + 1);
}
