/** The part of `@std/assert` that the tests use, for machines that can't reach JSR. */
export { AssertionError } from "./assertion_error.ts";
export { assert, assertExists, assertFalse, assertInstanceOf, fail } from "./truth.ts";
export { assertEquals, assertNotEquals, assertStrictEquals } from "./equality.ts";
export {
  assertAlmostEquals,
  assertGreater,
  assertGreaterOrEqual,
  assertLess,
  assertLessOrEqual,
} from "./order.ts";
export { assertArrayIncludes, assertMatch, assertStringIncludes } from "./contents.ts";
export { assertObjectMatch } from "./object_match.ts";
export { assertRejects, assertThrows } from "./errors.ts";
