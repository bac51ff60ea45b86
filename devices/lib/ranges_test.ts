import { assertEquals } from "@std/assert";
import { Ranges } from "./ranges.ts";

function ranges(...list: [number, number][]): Ranges {
  const set = new Ranges();
  for (const [from, to] of list) set.add(from, to);
  return set;
}

Deno.test("add() joins what touches", () => {
  assertEquals([...ranges([1, 1], [2, 2], [5, 6], [3, 4])], [[1, 6]]);
  assertEquals([...ranges([1, 2], [4, 5])], [[1, 2], [4, 5]]);
  assertEquals([...ranges([4, 5], [1, 2])], [[1, 2], [4, 5]]);
  assertEquals([...ranges([1, 2], [4, 5], [7, 8], [2, 7])], [[1, 8]]);
});

Deno.test("add() returns the range that holds it now", () => {
  assertEquals(ranges([1, 2], [4, 5]).add(3), [1, 5]);
  assertEquals(ranges([1, 9]).add(3, 4), [1, 9]);
});

Deno.test("add() counts each number once", () => {
  const set = ranges([1, 5], [3, 9]);
  set.add(7);
  assertEquals(set.count, 9);
});

Deno.test("remove() returns what was there", () => {
  const set = ranges([1, 3], [5, 7], [9, 9]);
  assertEquals(set.remove(2, 6), [[2, 3], [5, 6]]);
  assertEquals([...set], [[1, 1], [7, 7], [9, 9]]);
  assertEquals(set.count, 3);
  assertEquals(set.remove(2, 6), []);
});

Deno.test("remove() splits a range", () => {
  const set = ranges([1, 9]);
  assertEquals(set.remove(5), [[5, 5]]);
  assertEquals([...set], [[1, 4], [6, 9]]);
});

Deno.test("remove() takes a range up to the largest number", () => {
  const set = ranges([1, 9], [20, 30]);
  assertEquals(set.remove(5, Number.MAX_SAFE_INTEGER), [[5, 9], [20, 30]]);
  assertEquals(set.count, 4);
});

Deno.test("from() finds the smallest number that is not below", () => {
  const set = ranges([3, 4], [8, 9]);
  assertEquals([0, 3, 4, 5, 9, 10].map((n) => set.from(n)), [3, 3, 4, 8, 9, undefined]);
});

Deno.test("has() says whether a number is in the set", () => {
  const set = ranges([3, 4], [8, 9]);
  assertEquals([2, 3, 4, 5, 9].map((n) => set.has(n)), [false, true, true, false, true]);
});
