/** Running totals of what went through the ingest. */
import type { Reason } from "./decode/reasons.ts";

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
  /** Messages refused, by reason. */
  readonly rejected = new Map<Reason, number>();
  /** Fields that no column takes, by name. */
  readonly unknown = new Map<string, number>();

  /** Counts a refused message. */
  reject(reason: Reason): void {
    this.rejected.set(reason, (this.rejected.get(reason) ?? 0) + 1);
  }

  /** Counts fields that were left out. */
  leaveOut(names: readonly string[]): void {
    for (const name of names) {
      const known = this.unknown.has(name) ||
        (this.unknown.size < MOST_NAMES && name.length <= LONGEST_NAME);
      const key = known ? name : OTHERS;
      this.unknown.set(key, (this.unknown.get(key) ?? 0) + 1);
    }
  }
}
