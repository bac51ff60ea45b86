/** One field of a payload as a column's value: converted, refused, or null where it is absent. */
import { quote, Refusal } from "./refusal.ts";

/** A payload's fields by name; nested ones are flat by now. */
export type Fields = Readonly<Record<string, unknown>>;

const NUMERIC = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** Longest text that is stored; a symbol column is no place for prose. */
const LONGEST_TEXT = 256;

/**
 * A finite number; a numeric string is one.
 *
 * @throws {Refusal} if it is neither that nor absent.
 */
export function decimal(fields: Fields, name: string): number | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  const number = toNumber(value);
  if (Number.isFinite(number)) return number;
  throw invalid(name, value, "a finite number");
}

/**
 * A whole number below 2^53; a numeric string is one.
 *
 * @throws {Refusal} if it is neither that nor absent.
 */
export function whole(fields: Fields, name: string): number | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  const number = toNumber(value);
  if (Number.isSafeInteger(number)) return number;
  throw invalid(name, value, "a whole number below 2^53");
}

/**
 * A text; an empty one is absent.
 *
 * @throws {Refusal} if it is no text, too long, or holds what the database can't: NUL or half a
 * surrogate pair.
 */
export function text(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string" && isStorable(value)) return value;
  throw invalid(name, value, `a text of at most ${LONGEST_TEXT} characters without NUL`);
}

/** The number that a JSON number or a numeric string stands for; NaN for anything else. */
export function toNumber(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return NaN;
  const trimmed = value.trim();
  return NUMERIC.test(trimmed) ? Number(trimmed) : NaN;
}

function isStorable(text: string): boolean {
  return text.length <= LONGEST_TEXT && !text.includes("\0") && text.isWellFormed();
}

function invalid(name: string, value: unknown, allowed: string): Refusal {
  return new Refusal("field_invalid", `${name}=${quote(value)} must be ${allowed}`);
}
