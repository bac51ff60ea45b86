/** The shapes of dead letters, also those of `GET /api/dead-letters`. Types only. */
import type { Reason } from "../../../ingest/reasons.ts";
import type { Millis, Range } from "../range.ts";

/** Which letters: those that were received in the range. */
export interface LetterFilter {
  readonly range: Range;
  readonly reason?: Reason;
  /** Null for those of an unknown sender. */
  readonly device?: string | null;
}

/** A place in the order of letters: the newest first, and of those of one moment the larger hash. */
export interface Place {
  readonly last: Millis;
  readonly hash: number;
}

/** At most `limit` letters that come after a place. */
export interface LettersQuery extends LetterFilter {
  readonly before?: Place;
  readonly limit: number;
}

/** What is kept of a refused message. */
export interface LetterText {
  /** Of topic and payload: the same message has the same. */
  readonly hash: number;
  readonly reason: string;
  readonly sentence: string;
  /** Who refused it. */
  readonly source: string;
  readonly device_id: string | null;
  readonly epoch: number | null;
  readonly seq: number | null;
  /** Null, as the payload, if the database took the letter only without its text. */
  readonly topic: string | null;
  /** Text, or base64 if `encoding` says so. */
  readonly payload: string | null;
  readonly encoding: "text" | "base64" | null;
  /** Bytes of the payload as it was sent. */
  readonly length: number;
  /** Whether topic or payload were longer than what is kept of them. */
  readonly truncated: boolean;
}

/** A letter, as it was kept the last time; its message may have come several times. */
export interface Letter extends LetterText {
  /** When the ingest received it in the range, the first time and the last. */
  readonly first: Millis;
  readonly last: Millis;
  /** How many times it was kept in the range. */
  readonly times: number;
}

/** `GET /api/dead-letters`. */
export interface Letters {
  readonly from: Millis;
  readonly to: Millis;
  /**
   * Null, or the moment up to which nothing was looked at because there is too much since then; a
   * range up to there shows it.
   */
  readonly cut: Millis | null;
  /** Distinct letters, and when the newest of them was received. */
  readonly total: number;
  readonly last: Millis | null;
  /** The newest first. */
  readonly letters: readonly Letter[];
  /** The parameter `before` that asks for the letters after these; null if there are none. */
  readonly next: string | null;
}

/** Letters in parts, for more than memory should hold. */
export interface LetterParts {
  readonly cut: Millis | null;
  readonly next: string | null;
  readonly parts: AsyncIterable<readonly Letter[]>;
}

/** The letters of one reason and one device. */
export interface LetterLine {
  readonly reason: string;
  readonly device_id: string | null;
  /** Distinct ones. */
  readonly letters: number;
  readonly first: Millis;
  readonly last: Millis;
}

/** Letters by reason and device, the most first. */
export interface LetterLines {
  readonly lines: readonly LetterLine[];
  /** Whether there are more lines than are listed. */
  readonly more: boolean;
}

/** The letters of one reason. */
export interface ReasonLine {
  readonly reason: string;
  /** Distinct ones. */
  readonly letters: number;
  /** How many devices they are of, and the one if there is only one. */
  readonly devices: number;
  readonly device_id: string | null;
  readonly first: Millis;
  readonly last: Millis;
  /** The newest. */
  readonly example: LetterText;
}

/** Dead letters by reason, the most first. */
export interface Reasons {
  /** As in `Letters`. */
  readonly cut: Millis | null;
  readonly reasons: readonly ReasonLine[];
}

/** What pages and API ask of dead letters; each letter counts once, however often it came. */
export interface DeadLetters {
  page(query: LettersQuery): Promise<Letters>;
  /** Rejects before the first part if there is no answer. */
  parts(query: LettersQuery): Promise<LetterParts>;
  lines(filter: LetterFilter): Promise<LetterLines>;
  reasons(range: Range): Promise<Reasons>;
}
