import { AssertionError, failed, show } from "./assertion_error.ts";

/** Asserts that `actual > expected`. */
export function assertGreater<T>(actual: T, expected: T, msg?: string) {
  inOrder(actual > expected, actual, ">", expected, msg);
}

/** Asserts that `actual >= expected`. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string) {
  inOrder(actual >= expected, actual, ">=", expected, msg);
}

/** Asserts that `actual < expected`. */
export function assertLess<T>(actual: T, expected: T, msg?: string) {
  inOrder(actual < expected, actual, "<", expected, msg);
}

/** Asserts that `actual <= expected`. */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string) {
  inOrder(actual <= expected, actual, "<=", expected, msg);
}

function inOrder(
  holds: boolean,
  actual: unknown,
  sign: string,
  expected: unknown,
  msg?: string,
) {
  if (!holds) {
    throw new AssertionError(
      msg ?? `Expected ${show(actual)} ${sign} ${show(expected)}`,
    );
  }
}

/** Asserts that two numbers differ by at most `tolerance`; default: a ten-millionth of `expected`. */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance: number = Number.isFinite(expected) ? Math.abs(expected * 1e-7) : 1e-7,
  msg?: string,
) {
  if (Object.is(actual, expected) || Math.abs(expected - actual) <= tolerance) {
    return;
  }
  failed(`Expected ${actual} to be within ${tolerance} of ${expected}`, msg);
}
