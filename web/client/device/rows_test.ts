import { assertEquals } from "@std/assert";
import { FIELDS } from "../../data/fields.ts";
import { HistoryTable } from "../series/history_table.ts";
import { isLate, shownColumns } from "./rows.ts";

const T = Date.UTC(2026, 10, 20, 14, 0, 0);
const SPEED = FIELDS.find(({ name }) => name === "speed")!;

function table(stepMs: number | null, columns: string[], rows: (number | string | null)[][]) {
  const range = { device_id: "a", from: T, to: T + 1, gap_ms: 3000, readings: 0, late: 0 };
  const resolution = { step_ms: stepMs, source: "readings" as const };
  return new HistoryTable({ ...range, resolution, columns, rows });
}

const READINGS = table(null, ["ts", "received", "epoch", "seq", "speed", "detection_label"], [
  [T, T + 12, 7, 862417, 62.42, "person"],
  [T + 1000, T + 21_000, 7, 862418, null, null],
]);

Deno.test("shownColumns() shows readings with their delay", () => {
  const columns = shownColumns(READINGS, SPEED, "utc", T);
  const shown = READINGS.rows.map((row) => columns.map(({ cell }) => cell(row)));
  assertEquals(columns.map(({ title }) => title).slice(0, 4), [
    "Device time",
    "Seq",
    "Speed, km/h",
    "Received",
  ]);
  assertEquals(shown[0], ["14:00:00.000", "862,417", "62.4", "14:00:00.012", "12", "person"]);
  assertEquals(shown[1].slice(2), ["–", "14:00:21.000", "20,000", "–"]);
  assertEquals(READINGS.rows.map((row) => isLate(READINGS, row)), [false, true]);
});

Deno.test("shownColumns() shows steps with least and greatest", () => {
  const steps = table(15_000, ["ts", "count", "late", "speed", "speed_min", "speed_max"], [
    [T, 15, 2, 50, 40, 60],
  ]);
  const columns = shownColumns(steps, SPEED, "utc", T);
  assertEquals(columns.map(({ cell }) => cell(steps.rows[0])), [
    "14:00:00",
    "15",
    "2",
    "50.0",
    "40.0",
    "60.0",
    "–",
  ]);
  assertEquals(isLate(steps, steps.rows[0]), true);
});
