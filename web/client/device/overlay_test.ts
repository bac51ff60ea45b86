import { assertEquals } from "@std/assert";
import type { DeviceAccount } from "../../data/ledger/types.ts";
import type { HistoryTable } from "../series/history_table.ts";
import { Reasons } from "../series/reasons.ts";
import { fakeAccount, readings, steps } from "../series/testing/fakes.ts";
import { overlayOf, silenceOf, type Surroundings } from "./overlay.ts";

const AROUND: Surroundings = {
  from: 0,
  to: 600_000,
  isLive: true,
  interval: 1,
  zone: "utc",
  firstSeen: null,
};

function overlay(
  table: HistoryTable,
  { account = null, ...around }: Partial<Surroundings> & { account?: DeviceAccount | null } = {},
) {
  return overlayOf(table, new Reasons(table, account), { ...AROUND, ...around });
}

Deno.test("overlayOf() names gaps, late stretches and silence", () => {
  const rows = [
    [0, 10, 1, 1],
    [1000, 1010, 1, 2],
    [100_000, 130_000, 1, 3],
    [101_000, 130_000, 1, 4],
    [102_000, 102_020, 1, 5],
  ];
  assertEquals(overlay(readings(...rows)), {
    gaps: [{ from: 1000, to: 100_000, words: "not produced 1 min 39 s", colour: undefined }],
    late: [{ from: 100_000, to: 101_000 }],
    silence: { from: 102_000, to: 600_000, words: "no data since 00:01:42" },
    limits: [],
  });
});

Deno.test("overlayOf() says when late readings were stored, where there is room", () => {
  const rows = [[0, 9_000, 1, 1], [2000, 10_000, 1, 2], [5000, 5001, 1, 3]];
  const { late } = overlay(readings(...rows), { to: 6000 });
  assertEquals(late[0].words, "2 late, stored by 00:00:10");
});

Deno.test("overlayOf() of a held range shows its empty ends", () => {
  const rows = [[300_000, 300_001, 1, 1]];
  const { gaps, silence } = overlay(readings(...rows), { isLive: false });
  assertEquals(gaps.map(({ words }) => words), ["no data 5 min", "no data 5 min"]);
  assertEquals(silence, null);
});

Deno.test("overlayOf() knows when a device was first seen", () => {
  const rows = [[300_000, 300_001, 1, 1]];
  const { gaps } = overlay(readings(...rows), { firstSeen: 300_000 });
  assertEquals(gaps.map(({ words }) => words), ["first seen 00:05:00"]);
});

/** Words, colour, beginning and end in seconds. */
function gaps(...args: Parameters<typeof overlay>) {
  return overlay(...args).gaps.map(({ words, colour, from, to }) => [
    ...[words, colour, from / 1000, to / 1000],
  ]);
}

Deno.test("overlayOf() takes the words of gaps from the account", () => {
  const account = fakeAccount([
    ["evicted", 2, 25, 1000, 100_000],
    ["missing", 30, 30, 104_000, 600_000],
  ]);
  const rows = [[1000, 0, 1, 1], [100_000, 0, 1, 26], [104_000, 0, 1, 29], [600_000, 0, 1, 31]];
  assertEquals(
    gaps(readings(...rows), { account }),
    [
      ["1 missing", "crit", 104, 600],
      ["24 evicted", "evict", 1, 100],
      [undefined, undefined, 100, 104], // too short for words
    ],
  );
});

Deno.test("overlayOf() marks what rows don't show, together where it lies close together", () => {
  const account = fakeAccount([
    ["dead-lettered", 62, 63, 61_000, 64_000],
    ["dead-lettered", 66, 66, 65_000, 67_000],
    ["evicted", 402, 403, 401_000, 404_000],
  ]);
  const minutes = Array.from({ length: 10 }, (_, i) => [i * 60_000, 60, 0]);
  assertEquals(gaps(steps(60_000, ...minutes), { account }), [
    ["2 evicted", "evict", 401, 404],
    ["3 dead-lettered", "dead", 61, 67],
  ]);
});

Deno.test("overlayOf() says what waits, and only from then on that there is nothing", () => {
  const account = fakeAccount([["waiting", 11, 498, 10_000, 500_000]]);
  const { gaps, silence } = overlay(readings([10_000, 0, 1, 10]), { account });
  assertEquals(gaps.map(({ words, from, to }) => [words, from, to]), [
    ["488 waiting in the outbox", 10_000, 500_000],
    ["not produced 10 s", 0, 10_000],
  ]);
  assertEquals(silence, { from: 500_000, to: 600_000, words: "no data since 00:00:10" });
});

Deno.test("overlayOf() of nothing is nothing", () => {
  assertEquals(overlay(readings()).gaps, []);
  assertEquals(silenceOf(readings(), new Reasons(readings(), null), AROUND), null);
});
