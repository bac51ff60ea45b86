import { assertEquals } from "@std/assert";
import type { Hole } from "./holes.ts";
import { countsOf, fateWords, holesOf, holesWithin } from "./holes.ts";
import { fakeAccount, readings, steps } from "./testing/fakes.ts";

function shown(holes: readonly Hole[]) {
  return holes.map(({ from, to, spans }) => [
    ...[from, to, spans.map(({ fate, from, to }) => `${fate} ${from}-${to}`).join(" ")],
  ]);
}

Deno.test("holesOf() puts together what lies in the same time", () => {
  const account = fakeAccount([
    ["evicted", 3, 5, 2000, 10_000],
    ["missing", 6, 9, 2000, 10_000],
    ["dead-lettered", 11, 11, 10_000, 13_000],
    ["evicted", 20, 29, 20_000, 30_000],
    ["dead-lettered", 22, 31, 22_000, 32_000],
  ]);
  assertEquals(shown(holesOf(account, readings())), [
    [2000, 10_000, "evicted 3-5 missing 6-9"],
    [10_000, 13_000, "dead-lettered 11-11"],
    [20_000, 32_000, "evicted 20-29 dead-lettered 22-31"],
  ]);
  assertEquals(holesOf(null, readings()), []);
});

Deno.test("holesOf() leaves out readings that are on their way", () => {
  const account = fakeAccount([["waiting", 3, 4, 2000, 5000]]);
  assertEquals(holesOf(account, readings()), []);
  assertEquals(holesOf(fakeAccount([["waiting", 3, 5, 2000, 5001]]), readings()).length, 1);
  assertEquals(holesOf(fakeAccount([["waiting", 3, 4, null, 5000]]), readings()).length, 1);
  const abandoned = { ...account.spans[0], reason: "abandoned" as const };
  assertEquals(holesOf({ ...account, spans: [abandoned] }, readings()).length, 1);
});

Deno.test("holesOf() lets go of what has arrived since the account was drawn up", () => {
  const account = fakeAccount([["waiting", 3, 60, 2000, 60_000], [
    "evicted",
    70,
    71,
    69_000,
    72_000,
  ]]);
  const table = readings([2000, 2010, 1, 2], [3000, 70_000, 1, 3], [9000, 70_000, 1, 9]);
  const [waiting, evicted] = holesOf(account, table);
  assertEquals(shown([waiting]), [[9000, 60_000, "waiting 10-60"]]);
  assertEquals([waiting.spans[0].count, evicted.spans[0].count], [51, 2]);
  const all = readings([2000, 2010, 1, 2], [60_000, 70_000, 1, 60]);
  assertEquals(holesOf(fakeAccount([["waiting", 3, 60, 2000, 60_001]]), all), []);
  const first = fakeAccount([["waiting", 1, 60, null, 60_000]]);
  assertEquals(shown(holesOf(first, table)), [[9000, 60_000, "waiting 10-60"]]);
  // Another start of the device, and rows that don't say which reading they are.
  const other = readings([2000, 2010, 1, 2], [3000, 70_000, 5, 3]);
  assertEquals(shown(holesOf(account, other))[0], [2000, 60_000, "waiting 3-60"]);
  assertEquals(shown(holesOf(account, steps(1000, [3000, 1, 1])))[0], [
    ...[2000, 60_000, "waiting 3-60"],
  ]);
});

Deno.test("holesOf() keeps all of what is told as one, between which readings are stored", () => {
  const { spans: [span], ...account } = fakeAccount([["dead-lettered", 2, 8, 1000, 9000]]);
  const joined = { ...span, count: 4 }; // 2, 4, 6 and 8
  const table = readings(...[1, 3, 5, 7, 9].map((seq) => [seq * 1000, seq * 1000, 1, seq]));
  const [hole] = holesOf({ ...account, spans: [joined] }, table);
  assertEquals(hole, { from: 1000, to: 9000, spans: [joined] });
});

Deno.test("holesOf() places what has one end at that end", () => {
  const account = fakeAccount([
    ["missing", 1, 2, null, 3000],
    ["dead-lettered", 9, 9, 8000, null],
    ["evicted", 5, 6, 4000, 4000],
  ]);
  assertEquals(holesOf(account, readings()).map(({ from, to }) => [from, to]), [
    ...[[2999, 3000], [4000, 4001], [8000, 8001]],
  ]);
});

Deno.test("holesWithin() leaves out what only touches", () => {
  const holes = [{ from: 0, to: 10 }, { from: 9, to: 12 }, { from: 20, to: 30 }];
  assertEquals(holesWithin(holes, { from: 10, to: 20 }), [{ from: 9, to: 12 }]);
});

Deno.test("fateWords() says the worst first", () => {
  const { spans } = fakeAccount([
    ["waiting", 1, 488, 0, 9],
    ["evicted", 1, 1200, 0, 9],
    ["missing", 5, 5, 0, 9],
    ["evicted", 1, 4, 0, 9],
  ]);
  const abandoned = { ...spans[0], reason: "abandoned" as const };
  assertEquals(
    fateWords(countsOf([...spans, abandoned])),
    "1 missing, 488 abandoned, 1,204 evicted, 488 waiting in the outbox",
  );
});
