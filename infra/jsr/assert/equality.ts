import { deepStrictEqual, strictEqual } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import { failed, show } from "./assertion_error.ts";

/**
 * Asserts that two values are deeply equal. Stricter than the original in two corners: 0 is not
 * -0, and an object without a prototype is not a plain one.
 */
export function assertEquals<T>(actual: T, expected: T, msg?: string) {
  compare("Values are not equal", () => deepStrictEqual(actual, expected), msg);
}

/** Asserts that two values are not deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string) {
  if (isDeepStrictEqual(actual, expected)) {
    failed(`Expected anything but ${show(actual)}`, msg);
  }
}

/** Asserts that two values are the same one, as by `Object.is`. */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  compare(
    "Values are not strictly equal",
    () => strictEqual(actual, expected),
    msg,
  );
}

/** Runs a comparison of `node:assert`, whose message holds the difference. */
function compare(what: string, comparison: () => void, msg?: string) {
  try {
    comparison();
  } catch (error) {
    const [, ...difference] = (error as Error).message.split("\n");
    failed(msg ? `${what}: ${msg}` : what, `\n${difference.join("\n")}`);
  }
}
