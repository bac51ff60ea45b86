import { assertEquals } from "@std/assert";
import { fitted, fromZero, niceAbove } from "./value_axis.ts";

Deno.test("niceAbove() is a number that reads well", () => {
  assertEquals([0, -3, 1, 7, 83, 100, 101, 0.3].map(niceAbove), [1, 1, 1, 8, 100, 100, 120, 0.3]);
});

Deno.test("fromZero() is at least so high", () => {
  assertEquals(fromZero(83, 10), [0, 100]);
  assertEquals(fromZero(100, 10), [0, 120]);
  assertEquals(fromZero(2, 10), [0, 10]);
  assertEquals(fromZero(null, 10), [0, 10]);
});

Deno.test("fitted() keeps noise small and stays within its bounds", () => {
  assertEquals(fitted(62.2, 62.4, 10), [57.3, 67.3]);
  assertEquals(fitted(98, 99.5, 10, 0, 100), [90, 100]);
  assertEquals(fitted(0.5, 1, 10, 0, 100), [0, 10]);
  assertEquals(fitted(null, null, 10), [0, 10]);
});
