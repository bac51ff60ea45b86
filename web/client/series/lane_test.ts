import { assertEquals } from "@std/assert";
import type { DeviceAccount } from "../../data/ledger/types.ts";
import type { HistoryTable } from "./history_table.ts";
import { laneOf } from "./lane.ts";
import { Reasons } from "./reasons.ts";
import { fakeAccount, readings, steps } from "./testing/fakes.ts";

/** Fate, beginning, end and number of each part, in seconds. */
function lane(table: HistoryTable, to: number, account: DeviceAccount | null = null, from = 0) {
  return laneOf(table, new Reasons(table, account), { from: from * 1000, to: to * 1000 })
    .map((part) => [
      ...[part.fate, part.from / 1000, part.to / 1000],
      ...part.count === undefined ? [] : [part.count],
    ]);
}

Deno.test("laneOf() tells stored, late and nothing apart", () => {
  const table = readings(
    [10_000, 10_000, 1, 1],
    [11_000, 11_000, 1, 2],
    [20_000, 30_000, 1, 4],
    [21_000, 30_000, 1, 5],
    [22_000, 22_000, 1, 6],
  );
  assertEquals(lane(table, 23), [
    ["unknown", 0, 10],
    ["stored", 10, 11],
    ["unknown", 11, 20],
    ["late", 20, 22],
    ["stored", 22, 23],
  ]);
});

Deno.test("laneOf() of an empty range is nothing, or what the account tells of it", () => {
  assertEquals(lane(readings(), 5), [["unknown", 0, 5]]);
  assertEquals(lane(readings(), 5, fakeAccount([])), [["not-produced", 0, 5]]);
  const evicted = fakeAccount([["evicted", 1, 99, -4000, 90_000]]);
  assertEquals(lane(readings(), 5, evicted), [["evicted", 0, 5, 99]]);
});

Deno.test("laneOf() ends with nothing when the device fell silent", () => {
  assertEquals(lane(readings([1000, 1000, 1, 1]), 60).at(-1), ["unknown", 1, 60]);
});

Deno.test("laneOf() shows each fate of a hole by its share of the readings", () => {
  const table = readings([1000, 1000, 1, 1], [11_000, 11_000, 1, 11], [12_000, 12_000, 1, 12]);
  const account = fakeAccount([
    ["dead-lettered", 2, 2, 1000, 11_000],
    ["evicted", 3, 6, 1000, 11_000],
    ["missing", 7, 10, 1000, 11_000],
  ]);
  const parts = lane(table, 13, account);
  assertEquals(parts.map(([fate, , , count]) => [fate, count]), [
    ["stored", undefined],
    ["dead-lettered", 1],
    ["evicted", 4],
    ["missing", 4],
    ["stored", undefined],
  ]);
  assertEquals(parts.map(([, , end]) => Math.round(Number(end) * 100)), [
    100,
    211,
    656,
    1100,
    1300,
  ]);
});

Deno.test("laneOf() shows what is not stored also where rows show no gap", () => {
  const account = fakeAccount([["dead-lettered", 70, 71, 70_000, 73_000]]);
  const table = steps(60_000, [0, 60, 0], [60_000, 58, 0], [120_000, 60, 0]);
  assertEquals(lane(table, 180, account), [
    ["stored", 0, 70],
    ["dead-lettered", 70, 73, 2],
    ["stored", 73, 180],
  ]);
});

Deno.test("laneOf() knows that what lies between a hole and the next reading was not produced", () => {
  const account = fakeAccount([["waiting", 2, 9, 1000, 10_000]]);
  const table = readings([1000, 1000, 1, 1], [60_000, 60_000, 2, 1]);
  assertEquals(lane(table, 61, account), [
    ["stored", 0, 1],
    ["waiting", 1, 10, 8],
    ["not-produced", 10, 60],
    ["stored", 60, 61],
  ]);
});

Deno.test("laneOf() does not miss an account that is not due yet", () => {
  const account = fakeAccount([["waiting", 2, 9, 1000, 10_000]], { as_of: 10_000 });
  const table = readings([1000, 1000, 1, 1]);
  assertEquals(lane(table, 24, account).slice(1), [["waiting", 1, 10, 8]]);
  assertEquals(lane(table, 26, account).slice(2), [["unknown", 10, 26]]);
});
