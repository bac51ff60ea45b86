import { assertEquals } from "@std/assert";
import { Ranges } from "../../devices/lib/ranges.ts";
import { type Expected, type Held, unsettled } from "./settled.ts";

const NOW = 1_800_000_000_000;
const entry = (produced: number) => ({
  file: "fleet",
  produced,
  waiting: new Ranges(),
  evicted: new Ranges(),
});
const EXPECTED: Expected = {
  entries: new Map([["a 1", entry(10)], ["a 2", entry(0)]]),
  evicted: () => 0,
  devices: ["a"],
  now: NOW,
};
const OVER: Held = { device: "a", epoch: "1", highest: 10, count: 10, newest: NOW - 60_000 };
const OPEN: Held = { device: "a", epoch: "3", highest: 25, count: 25, newest: NOW - 100 };

Deno.test("unsettled() has nothing to say when all has arrived", () => {
  assertEquals(unsettled([OVER, OPEN], EXPECTED), undefined);
});

Deno.test("unsettled() names a start that lacks readings, a gap, and a device that is behind", () => {
  assertEquals(unsettled([{ ...OVER, count: 8 }, OPEN], EXPECTED), "a 1 lacks 2");
  assertEquals(unsettled([OPEN], EXPECTED), "a 1 lacks 10");
  assertEquals(unsettled([OVER, { ...OPEN, count: 24 }], EXPECTED), "a 3 lacks 1");
  const late = { ...OPEN, newest: NOW - 9000 };
  assertEquals(unsettled([OVER, late], EXPECTED), "a is 9 s behind");
});

Deno.test("unsettled() passes over devices of which nothing is known", () => {
  const other: Held = { device: "x", epoch: "1", highest: 9, count: 4, newest: NOW };
  assertEquals(unsettled([OVER, OPEN, other], EXPECTED), undefined);
});

Deno.test("unsettled() does not wait for what a device has given up", () => {
  const evicted = () => 3;
  assertEquals(unsettled([{ ...OVER, count: 7 }, OPEN], { ...EXPECTED, evicted }), undefined);
  assertEquals(unsettled([{ ...OVER, count: 6 }, OPEN], { ...EXPECTED, evicted }), "a 1 lacks 4");
});
