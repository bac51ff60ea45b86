import { inspect } from "node:util";

/** What a failed assertion throws. */
export class AssertionError extends Error {
  override name = "AssertionError";
}

/** Throws an `AssertionError` that says `what` went wrong and, after a colon, the caller's `msg`. */
export function failed(what: string, msg?: string): never {
  throw new AssertionError(msg ? `${what}: ${msg}` : `${what}.`);
}

/** A value as text for a message, on several lines if it is large. */
export function show(value: unknown): string {
  return inspect(value, { depth: 8, maxArrayLength: 200, sorted: true });
}
