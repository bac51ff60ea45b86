import * as a from "@std/assert";
import { assert, assertEquals, AssertionError, assertRejects, assertThrows } from "@std/assert";

/** The message with which `fn` fails; every assertion here is tried with a right and a wrong value. */
function failure(fn: () => unknown): string {
  return assertThrows(fn, AssertionError).message;
}

Deno.test("assertEquals() compares deeply and shows the difference", () => {
  assertEquals({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] });
  const message = failure(() => assertEquals({ a: [1, 2] }, { a: [1, 3] }, "sums"));
  assert(message.startsWith("Values are not equal: sums"), message);
  a.assertMatch(message, /\+ .*2/);
  a.assertMatch(message, /- .*3/);
});

Deno.test("assertEquals() tells a missing field from an undefined one", () => {
  failure(() => assertEquals<unknown>({ a: undefined }, {}));
});

Deno.test("every assertion throws on a wrong value only", () => {
  a.assertFalse(0);
  a.assertExists(0);
  a.assertInstanceOf(new RangeError(), Error);
  a.assertNotEquals([1], [2]);
  a.assertStrictEquals(NaN, NaN);
  a.assertGreater(2, 1);
  a.assertGreaterOrEqual(2, 2);
  a.assertLess(1, 2);
  a.assertLessOrEqual(2, 2);
  a.assertAlmostEquals(0.1 + 0.2, 0.3);
  a.assertArrayIncludes([{ a: 1 }, { a: 2 }], [{ a: 2 }]);
  a.assertStringIncludes("abc", "b");
  failure(() => a.assertFalse(1));
  failure(() => a.assertExists(null));
  failure(() => a.assertInstanceOf(new Error(), RangeError));
  failure(() => a.assertNotEquals([1], [1]));
  failure(() => a.assertStrictEquals({}, {}));
  failure(() => a.assertGreater(1, 1));
  failure(() => a.assertGreaterOrEqual(1, 2));
  failure(() => a.assertLess(1, 1));
  failure(() => a.assertLessOrEqual(2, 1));
  failure(() => a.assertAlmostEquals(1, 1.1));
  failure(() => a.assertArrayIncludes([1], [2]));
  failure(() => a.assertStringIncludes("abc", "d"));
  failure(() => a.assertMatch("abc", /d/));
  failure(() => a.fail("why"));
});

Deno.test("assertObjectMatch() looks only at what is expected", () => {
  a.assertObjectMatch({ a: { b: 1, c: 2 }, d: [1, 2] }, {
    a: { b: 1 },
    d: [1],
  });
  failure(() => a.assertObjectMatch({ a: { b: 1 } }, { a: { b: 2 } }));
  failure(() => a.assertObjectMatch({ a: 1 }, { b: undefined }));
});

Deno.test("assertThrows() checks class and message and returns the error", () => {
  const bad = () => {
    throw new RangeError("Too large: 7");
  };
  assertEquals(assertThrows(bad, RangeError, "large").message, "Too large: 7");
  failure(() => assertThrows(bad, TypeError));
  failure(() => assertThrows(bad, RangeError, "small"));
  failure(() => assertThrows(() => {}));
});

Deno.test("assertRejects() wants a promise that rejects", async () => {
  await assertRejects(
    () => Promise.reject(new RangeError("Too large")),
    RangeError,
    "large",
  );
  await assertRejects(
    () => assertRejects(() => Promise.resolve()),
    AssertionError,
  );
  const throws = () => {
    throw new Error("at once");
  };
  await assertRejects(
    () => assertRejects(throws),
    AssertionError,
    "throws when expected",
  );
});
