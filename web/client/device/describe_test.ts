import { assertEquals } from "@std/assert";
import { FIELDS } from "../../data/fields.ts";
import { HistoryTable } from "../series/history_table.ts";
import { overlayOf, resolutionWords, valueWords } from "./describe.ts";

const AROUND = {
  from: 0,
  to: 600_000,
  isLive: true,
  interval: 1,
  zone: "utc",
  firstSeen: null,
} as const;

function table(stepMs: number | null, columns: string[], rows: (number | null)[][]): HistoryTable {
  const resolution = { step_ms: stepMs, source: "readings" as const };
  const range = { device_id: "a", from: 0, to: 600_000, readings: 0, late: 0 };
  return new HistoryTable({ ...range, resolution, gap_ms: 3000, columns, rows });
}

const READINGS = ["ts", "received", "epoch", "seq"];

Deno.test("overlayOf() names gaps, late stretches and silence", () => {
  const rows = [
    [0, 10, 1, 1],
    [1000, 1010, 1, 2],
    [100_000, 130_000, 1, 3],
    [101_000, 130_000, 1, 4],
    [102_000, 102_020, 1, 5],
  ];
  assertEquals(overlayOf(table(null, READINGS, rows), AROUND), {
    gaps: [{ from: 1000, to: 100_000, before: 2, words: "not produced 1 min 39 s" } as never],
    late: [{ from: 100_000, to: 101_000 }],
    silence: { from: 102_000, to: 600_000, words: "no data since 00:01:42" },
    limits: [],
  });
});

Deno.test("overlayOf() says when late readings were stored, where there is room", () => {
  const rows = [[0, 9_000, 1, 1], [2000, 10_000, 1, 2], [5000, 5001, 1, 3]];
  const overlay = overlayOf(table(null, READINGS, rows), { ...AROUND, to: 6000 });
  assertEquals(overlay.late[0].words, "2 late, stored by 00:00:10");
});

Deno.test("overlayOf() of a held range shows its empty ends", () => {
  const rows = [[300_000, 300_001, 1, 1]];
  const { gaps, silence } = overlayOf(table(null, READINGS, rows), { ...AROUND, isLive: false });
  assertEquals(gaps.map(({ words }) => words), ["no data 5 min", "no data 5 min"]);
  assertEquals(silence, null);
});

Deno.test("overlayOf() knows when a device was first seen", () => {
  const rows = [[300_000, 300_001, 1, 1]];
  const { gaps } = overlayOf(table(null, READINGS, rows), { ...AROUND, firstSeen: 300_000 });
  assertEquals(gaps.map(({ words }) => words), ["first seen 00:05:00"]);
});

Deno.test("overlayOf() of nothing is nothing", () => {
  assertEquals(overlayOf(table(null, READINGS, []), AROUND).silence, null);
});

Deno.test("valueWords() shows counters as rates", () => {
  const field = (wanted: string) => FIELDS.find(({ name }) => name === wanted)!;
  assertEquals(valueWords(62.44, field("speed")), ["62.4", "km/h"]);
  assertEquals(valueWords(18_400, field("network_bytes_sent")), ["18.4", "kB/s"]);
});

Deno.test("resolutionWords() speaks only of steps", () => {
  assertEquals(resolutionWords(table(null, READINGS, [])), null);
  const steps = table(15_000, ["ts", "count", "late"], []);
  assertEquals(resolutionWords(steps), "line: mean of 15 s, band: least to greatest");
});
