import { isDeepStrictEqual } from "node:util";
import { failed, show } from "./assertion_error.ts";

/** An array-like object that is not a string. */
export type ArrayLikeArg<T> = ArrayLike<T> & object;

/** Asserts that `actual` has every element of `expected`, compared deeply, in any order. */
export function assertArrayIncludes<T>(
  actual: ArrayLikeArg<T>,
  expected: ArrayLikeArg<T>,
  msg?: string,
): void {
  const present = Array.from(actual);
  const missing = Array.from(expected).filter((wanted) =>
    !present.some((value) => isDeepStrictEqual(value, wanted))
  );
  if (missing.length > 0) {
    failed(`Expected ${show(present)} to include ${show(missing)}`, msg);
  }
}

/** Asserts that `actual` contains `expected`. */
export function assertStringIncludes(
  actual: string,
  expected: string,
  msg?: string,
) {
  if (!actual.includes(expected)) {
    failed(`Expected ${show(actual)} to contain "${expected}"`, msg);
  }
}

/** Asserts that `actual` matches the pattern `expected`. */
export function assertMatch(actual: string, expected: RegExp, msg?: string) {
  if (!expected.test(actual)) {
    failed(`Expected ${show(actual)} to match ${expected}`, msg);
  }
}
