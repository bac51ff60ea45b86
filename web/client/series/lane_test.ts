import { assertEquals } from "@std/assert";
import { HistoryTable } from "./history_table.ts";
import { gapsOf, gapWords, laneOf } from "./lane.ts";

function readings(...rows: (number | null)[][]): HistoryTable {
  return new HistoryTable({
    device_id: "a",
    from: 0,
    to: 100_000,
    resolution: { step_ms: null, source: "readings" },
    gap_ms: 3000,
    readings: rows.length,
    late: 0,
    columns: ["ts", "received", "epoch", "seq"],
    rows,
  });
}

Deno.test("laneOf() tells stored, late and nothing apart", () => {
  const table = readings(
    [10_000, 10_000, 1, 1],
    [11_000, 11_000, 1, 2],
    [20_000, 30_000, 1, 3],
    [21_000, 30_000, 1, 4],
    [22_000, 22_000, 1, 5],
  );
  assertEquals(laneOf(table, 0, 23_000), [
    { from: 0, to: 10_000, fate: "none" },
    { from: 10_000, to: 11_000, fate: "stored" },
    { from: 11_000, to: 20_000, fate: "none" },
    { from: 20_000, to: 22_000, fate: "late" },
    { from: 22_000, to: 23_000, fate: "stored" },
  ]);
});

Deno.test("laneOf() of an empty range is nothing", () => {
  assertEquals(laneOf(readings(), 0, 5), [{ from: 0, to: 5, fate: "none" }]);
});

Deno.test("laneOf() ends with nothing when the device fell silent", () => {
  assertEquals(laneOf(readings([1000, 1000, 1, 1]), 0, 60_000).at(-1), {
    from: 1000,
    to: 60_000,
    fate: "none",
  });
});

Deno.test("gapWords() says what the sequence numbers tell", () => {
  const words = (...rows: number[][]) => {
    const table = readings(...rows);
    return gapWords(table, gapsOf(table)[0]);
  };
  assertEquals(words([0, 0, 7, 1], [258_000, 0, 7, 2]), "not produced 4 min 18 s");
  assertEquals(words([0, 0, 7, 1], [258_000, 0, 7, 26]), "24 not here yet, 4 min 18 s");
  assertEquals(words([0, 0, 7, 1], [258_000, 0, 8, 1]), "no data 4 min 18 s");
  assertEquals(words([0, 0, 0, 9], [258_000, 0, 0, 10]), "no data 4 min 18 s");
});
