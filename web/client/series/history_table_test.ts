import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { History } from "../../data/types.ts";
import { HistoryTable } from "./history_table.ts";

const RAW = ["ts", "received", "epoch", "seq", "speed"];

function historyOf(stepMs: number | null, columns: string[], rows: History["rows"]): History {
  return {
    device_id: "a",
    from: 0,
    to: 100_000,
    resolution: { step_ms: stepMs, source: "readings" },
    gap_ms: 3000,
    readings: rows.length,
    late: 0,
    columns,
    rows,
  };
}

function live(...rows: (number | string | null)[][]) {
  return { now: 0, device_id: "a", columns: RAW, rows };
}

Deno.test("HistoryTable.add() puts a late reading where it belongs and counts it", () => {
  const table = new HistoryTable(
    historyOf(null, RAW, [[1000, 1010, 1, 1, 5], [9000, 9010, 1, 3, 7]]),
  );
  table.add(live([3000, 9500, 1, 2, 6]));
  assertEquals(table.ts, [1000, 3000, 9000]);
  assertEquals(table.late, [0, 1, 0]);
  assertEquals(table.counts, { readings: 3, late: 1 });
});

Deno.test("HistoryTable.add() takes a repeated reading once and keeps two of one instant", () => {
  const table = new HistoryTable(historyOf(null, RAW, [[1000, 1010, 1, 1, 5]]));
  table.add(live([1000, 1020, 1, 1, 5], [1000, 1030, 2, 1, 8]));
  assertEquals(table.numbers("speed"), [5, 8]);
});

Deno.test("HistoryTable.add() folds readings into steps", () => {
  const columns = ["ts", "count", "late", "speed", "speed_min", "speed_max", "bytes"];
  const table = new HistoryTable(historyOf(5000, columns, [[5000, 2, 0, 10, 8, 12, 100]]));
  table.add(live([9000, 9001, 1, 3, 16], [10_000, 20_000, 1, 4, 3]));
  assertEquals(table.ts, [5000, 10_000]);
  assertEquals(table.rows[0].slice(1, 3), [3, 0]);
  assertAlmostEquals(table.rows[0][3] as number, 12);
  assertEquals(table.rows[0].slice(4), [8, 16, 100]);
  assertEquals(table.rows[1], [10_000, 1, 1, 3, 3, 3, null]);
});

Deno.test("HistoryTable.add() makes a step before the first one", () => {
  const columns = ["ts", "count", "late", "speed", "speed_min", "speed_max"];
  const table = new HistoryTable(historyOf(5000, columns, [[12_000, 1, 0, 1, 1, 1]]));
  table.add(live([6_999, 7000, 1, 1, 4]));
  assertEquals(table.ts, [2000, 12_000]);
});

Deno.test("HistoryTable.trim() lets go of what left the range", () => {
  const table = new HistoryTable(historyOf(null, RAW, [[1, 1, 1, 1, 5], [2, 2, 1, 2, 6]]));
  table.trim(2);
  assertEquals(table.ts, [2]);
});

Deno.test("HistoryTable.numbers() of a column that is not there is nothing", () => {
  const table = new HistoryTable(historyOf(null, RAW, [[1, 1, 1, 1, 5]]));
  assertEquals(table.numbers("cpu_usage"), [null]);
});
