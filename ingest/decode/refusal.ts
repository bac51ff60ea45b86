/** Refusing a message, with what exactly is wrong. */
import { type Reason, REASONS } from "../reasons.ts";

/** Longest value that a detail quotes. */
const QUOTE = 80;

/**
 * A message that is not stored, and why. Thrown inside the decoder; it is no `Error`, because a
 * stack for each message of a flood would cost more than the messages.
 */
export class Refusal {
  constructor(
    readonly reason: Reason,
    /** What exactly, such as the field and its value; may be empty. */
    readonly detail: string = "",
  ) {}

  /** The sentence for people. */
  get sentence(): string {
    return this.detail === "" ? REASONS[this.reason] : `${REASONS[this.reason]}: ${this.detail}`;
  }
}

/** A value as it may be shown in a line of text: shortened, and without control characters. */
export function quote(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > QUOTE ? `${text.slice(0, QUOTE)}…` : text;
}
