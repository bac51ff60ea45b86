import { assertEquals } from "@std/assert";
import { FIELDS } from "../../data/fields.ts";
import { changePerSecond, extent, fieldColumns } from "./field_columns.ts";
import { HistoryTable } from "./history_table.ts";

const SPEED = FIELDS.find(({ name }) => name === "speed")!;

Deno.test("changePerSecond() starts anew after gaps and restarts", () => {
  const ts = [0, 1000, 3000, 4000, 90_000];
  assertEquals(changePerSecond(ts, [100, 150, 350, 20, 80], 3000), [null, 50, 100, null, null]);
});

Deno.test("fieldColumns() brings a band only when rows are steps", () => {
  const common = {
    device_id: "a",
    from: 0,
    to: 1,
    gap_ms: 3000,
    readings: 1,
    late: 0,
  };
  const raw = new HistoryTable({
    ...common,
    resolution: { step_ms: null, source: "readings" },
    columns: ["ts", "received", "epoch", "seq", "speed"],
    rows: [[0, 0, 1, 1, 5]],
  });
  assertEquals(fieldColumns(raw, SPEED), { x: [0], y: [5], late: [null], band: null });
  const steps = new HistoryTable({
    ...common,
    resolution: { step_ms: 1000, source: "minutes" },
    columns: ["ts", "count", "late", "speed", "speed_min", "speed_max"],
    rows: [[0, 3, 1, 5, 2, 9]],
  });
  const columns = fieldColumns(steps, SPEED);
  assertEquals(columns, { x: [0], y: [5], late: [5], band: { min: [2], max: [9] } });
  assertEquals(extent(columns), { min: 2, max: 9 });
});

Deno.test("extent() of nothing is null", () => {
  assertEquals(extent({ x: [1], y: [null], late: [null], band: null }), null);
});
