/** Keeps what was refused: a message is handled only when its letter is in the database. */
import { delay } from "../../devices/lib/backoff.ts";
import type { Row } from "../decode/row.ts";
import type { Reason } from "../reasons.ts";
import { hashOf, type Refused, toRow, withoutText } from "./letter.ts";
import { Recent } from "./recent.ts";

/** A letter on its way into the database. */
export interface Letter {
  readonly row: Row;
  readonly hash: number;
  readonly reason: Reason;
  /** Whether it has lost what its sender wrote. */
  readonly bare: boolean;
  /** Whether its message comes again anyway. */
  readonly isStale: () => boolean;
  /** Called when it is stored. */
  readonly kept: () => void;
}

/** Where letters are committed: a `GroupCommit`. */
export interface LetterSink {
  add(row: Row, letter: Letter): void;
  discard(isStale: (letter: Letter) => boolean): void;
}

/** What keeping letters needs from outside. */
export interface LettersDeps {
  readonly sink: () => LetterSink;
  /** Called with the reason of each letter that is in the database now. */
  readonly stored: (reason: Reason) => void;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
}

/**
 * A broker repeats within minutes what was not acknowledged, and a device that says the same wrong
 * thing again and again says it within minutes too: neither needs a letter of its own.
 */
const REMEMBERED = { letters: 10_000, ms: 600_000 };
/** Between two tries of a letter that the database refuses though it has nothing but numbers. */
const BETWEEN_TRIES = 1000; // ms

/** The dead letters. */
export class Letters {
  readonly #recent = new Recent(REMEMBERED.letters, REMEMBERED.ms);
  readonly #now: () => number;

  constructor(private readonly deps: LettersDeps) {
    this.#now = deps.now ?? Date.now;
  }

  /** Resolves when the message is kept, by this letter or by one that it had before. */
  keep(refused: Refused, isStale: () => boolean): Promise<void> {
    const hash = hashOf(refused.message);
    if (this.#recent.has(hash, this.#now())) return Promise.resolve();
    const row = toRow(refused, hash);
    const { reason } = refused.refusal;
    return new Promise((kept) => this.#add({ row, hash, reason, bare: false, isStale, kept }));
  }

  /** Letters are in the database. */
  stored(letters: readonly Letter[]): void {
    for (const { hash, reason, kept } of letters) {
      this.#recent.note(hash, this.#now());
      this.deps.stored(reason);
      kept();
    }
  }

  /** The database will not take a letter as it is: it is kept without its text. */
  refused(letter: Letter): void {
    if (!letter.bare) return this.#add({ ...letter, row: withoutText(letter.row), bare: true });
    // The table is not what it should be; once it is mended, the letter is stored.
    delay(BETWEEN_TRIES, this.deps.signal).then(() => letter.isStale() || this.#add(letter));
  }

  /** Forgets letters whose messages come again. */
  discardStale(): void {
    this.deps.sink().discard(({ isStale }) => isStale());
  }

  #add(letter: Letter): void {
    this.deps.sink().add(letter.row, letter);
  }
}
