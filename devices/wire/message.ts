/**
 * Messages that say which readings arrived, parsed strictly: they come from outside, and a device
 * deletes what they name.
 */
import type { Range } from "../lib/ranges.ts";

/** A message that is not what its topic carries; says which field, its value, what is allowed. */
export class MessageError extends Error {
  override name = "MessageError";
}

/** A JSON object as it was received. */
export type Fields = Readonly<Record<string, unknown>>;

/** The largest message, in bytes: what brokers take by default (EMQX: 1 MB). */
const MAX_MESSAGE = 1024 * 1024;
const MOST_SHOWN = 60;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The JSON object that a payload holds.
 *
 * @throws {MessageError} if it holds none.
 */
export function readObject(payload: Uint8Array | string): Fields {
  if (payload.length > MAX_MESSAGE) {
    throw new MessageError(`Message of ${payload.length} bytes: must be at most ${MAX_MESSAGE}`);
  }
  return asObject(parse(payload), "Message");
}

function parse(payload: Uint8Array | string): unknown {
  try {
    return JSON.parse(typeof payload === "string" ? payload : utf8.decode(payload));
  } catch {
    throw new MessageError("Message must be JSON in UTF-8");
  }
}

/**
 * A value as a JSON object.
 *
 * @throws {MessageError} naming the field if it is something else.
 */
export function asObject(value: unknown, name: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw wrong(name, value, "an object");
}

/**
 * A value as a list, each of its elements read by `read`, which is told the element's name.
 *
 * @throws {MessageError} naming the field if it is something else, and what `read` throws.
 */
export function asList<T>(
  value: unknown,
  name: string,
  read: (element: unknown, name: string) => T,
): T[] {
  if (!Array.isArray(value)) throw wrong(name, value, "a list");
  return value.map((element, index) => read(element, `${name}[${index}]`));
}

/**
 * A value as a whole number from `min` to `max`, by default to 2^53 - 1.
 *
 * @throws {MessageError} naming the field if it is something else.
 */
export function asWhole(
  value: unknown,
  name: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER } = {},
): number {
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) {
    return value as number;
  }
  throw wrong(name, value, `a whole number from ${min} to ${max}`);
}

/**
 * The two numbers that begin a list as a range of seq, at most `max`.
 *
 * @throws {MessageError} naming the field if they are none.
 */
export function asRange(value: readonly unknown[], name: string, max?: number): Range {
  const from = asWhole(value[0], `${name}[0]`, { min: 1, max });
  return [from, asWhole(value[1], `${name}[1]`, { min: from, max })];
}

/** What is wrong with a field, for `throw`. */
export function wrong(name: string, value: unknown, allowed: string): MessageError {
  return new MessageError(`${name}=${shown(value)}: must be ${allowed}`);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "[…]"; // however deep it is
  if (typeof value === "object" && value !== null) return "{…}";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
