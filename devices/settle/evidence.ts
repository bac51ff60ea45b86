/**
 * When a published reading counts as lost: what was published after it has arrived, it has not, and
 * some time has passed. Nothing else is evidence, silence least of all.
 */
import { type Sent, SentList } from "./sent.ts";

/** The longest that the measured way may make the wait, and the longest wait of all. */
const MOST_MEASURED = 20_000; // ms
const MOST = 30_000; // ms
/** From here on all readings wait as long, however often they were lost. */
const LEVELS = 20;

/** Knows for each published reading since when there is evidence that it is lost. */
export class Evidence {
  readonly #gapGrace: number;
  /** From publishing to stored, as last measured. */
  #way = 0;
  /** Readings without evidence, in the order of their latest publications. */
  readonly #unsuspected = new SentList();
  /** Readings with evidence by how often they were lost, in the order in which it came. */
  readonly #suspected: SentList[] = Array.from({ length: LEVELS + 1 }, () => new SentList());
  #suspects = 0;

  constructor(gapGrace: number) {
    this.#gapGrace = gapGrace;
  }

  /** A reading was published: it has the highest order of all. */
  published(sent: Sent): void {
    this.forget(sent);
    this.#unsuspected.push(sent);
  }

  /** A reading is stored, or needs no evidence for another reason. */
  forget(sent: Sent): void {
    const { list } = sent;
    if (list && list !== this.#unsuspected && list === this.#listOf(sent)) this.#suspects--;
    list?.remove(sent);
  }

  /** A reading that was published once took so long. */
  measured(way: number): void {
    this.#way = way;
  }

  /** Readings up to this order have arrived: whatever was published before it is suspected. */
  arrived(order: number, now: number): void {
    for (let sent = this.#unsuspected.first; sent && sent.order < order;) {
      sent.evidenceAt = now;
      this.#listOf(sent).push(sent);
      this.#suspects++;
      sent = this.#unsuspected.first;
    }
  }

  /** Takes out a reading that counts as lost by now. */
  takeLost(now: number): Sent | undefined {
    if (this.#suspects === 0) return undefined;
    for (const { first } of this.#suspected) {
      if (first && this.#dueAt(first) <= now) {
        this.forget(first);
        return first;
      }
    }
  }

  /** When the next reading counts as lost if nothing more is heard. */
  get nextAt(): number | undefined {
    if (this.#suspects === 0) return undefined;
    let next = Infinity;
    for (const { first } of this.#suspected) if (first) next = Math.min(next, this.#dueAt(first));
    return next;
  }

  #listOf({ lost }: Sent): SentList {
    return this.#suspected[Math.min(lost, LEVELS)];
  }

  #dueAt({ evidenceAt, lost }: Sent): number {
    const base = Math.min(MOST_MEASURED, Math.max(this.#gapGrace, this.#way));
    return evidenceAt + Math.min(MOST, base * 2 ** Math.min(lost, LEVELS));
  }
}
