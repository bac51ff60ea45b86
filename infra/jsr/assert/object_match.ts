import { assertEquals } from "./equality.ts";

type Loose = Record<PropertyKey, unknown>;

/**
 * Asserts that `actual` has everything that `expected` has: nested objects may have more keys, and
 * arrays more elements at their end. Maps and sets must be equal as a whole.
 */
export function assertObjectMatch(
  // deno-lint-ignore no-explicit-any -- the real signature
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  assertEquals(shared(actual, expected), shared(expected, expected), msg);
}

/** What of `actual` lies where `expected` has something. */
function shared(actual: unknown, expected: unknown): unknown {
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return actual.slice(0, expected.length).map((value, i) => shared(value, expected[i]));
  }
  if (!hasKeys(actual) || !hasKeys(expected)) return actual;
  const keys = Reflect.ownKeys(expected).filter((key) => Object.hasOwn(actual, key));
  return Object.fromEntries(
    keys.map((key) => [key, shared(actual[key], expected[key])]),
  );
}

function hasKeys(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    !(value instanceof Date || value instanceof RegExp ||
      value instanceof Map ||
      value instanceof Set);
}
