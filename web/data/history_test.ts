import { assert, assertEquals } from "@std/assert";
import { deviceHistory } from "./history.ts";
import { joinSteps } from "./history_columns.ts";
import { timestamp } from "./postgres.ts";
import { FakeQueries } from "./testing/fake_queries.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const last = (length: number) => ({ from: NOW - length, to: NOW, live: true });

Deno.test("deviceHistory() shows the readings themselves when a chart can show them all", async () => {
  const late = [NOW - 9000, NOW - 3000, 7, 1, 50, "car"];
  const db = new FakeQueries({
    history_count: [[2]],
    history_readings: [late, [NOW - 8000, NOW - 7990, 7, 2, 51, "car"]],
  });
  const query = { device: "a", range: last(5 * MINUTE), fields: ["speed"] };
  const history = await deviceHistory(db, query, 1, NOW);
  assertEquals(history.resolution, { step_ms: null, source: "readings" });
  assertEquals(history.columns, ["ts", "received", "epoch", "seq", "speed", "detection_label"]);
  assertEquals([history.readings, history.late, history.gap_ms], [2, 1, 3000]);
  const { sql, parameters } = db.asked[1];
  assertEquals(parameters, ["a", timestamp(NOW - 5 * MINUTE), timestamp(NOW)]);
  assert(!sql.includes("SAMPLE BY"));
});

Deno.test("deviceHistory() reads steps where there are too many readings", async () => {
  const db = new FakeQueries({
    history_count: [[36_000]],
    history_readings: [[NOW - HOUR, 20, 0, 1 / 3, 0, 1, null]],
  });
  const query = { device: "a", range: last(HOUR), fields: ["speed"] };
  const { resolution, columns, rows, gap_ms } = await deviceHistory(db, query, 0.1, NOW);
  assertEquals(resolution, { step_ms: 2000, source: "readings" });
  assertEquals(columns, [
    "ts",
    "count",
    "late",
    "speed",
    "speed_min",
    "speed_max",
    "detection_label",
  ]);
  assertEquals(rows[0][3], 0.333);
  assertEquals(gap_ms, 3000);
});

Deno.test("deviceHistory() joins the step in which a roll-up ends with what came since", async () => {
  const minute = NOW - 3 * MINUTE;
  const db = new FakeQueries({
    rolled_up_to: [[minute]],
    history_minutes: [[minute - 5 * MINUTE, 300, 0, 10, 5, 15, "a"], [
      minute,
      10,
      1,
      10,
      5,
      15,
      "a",
    ]],
    history_readings: [[minute, 30, 2, 30, 1, 40, null]],
  });
  const query = { device: "a", range: last(7 * DAY), fields: ["speed"] };
  const { rows, readings, late, resolution } = await deviceHistory(db, query, 1, NOW);
  assertEquals(resolution, { step_ms: 5 * MINUTE, source: "minutes" });
  assertEquals(rows[1], [minute, 40, 3, 25, 1, 40, "a"]);
  assertEquals([rows.length, readings, late], [2, 340, 3]);
  const bounds = db.asked.filter(({ name }) => name.startsWith("history"));
  assertEquals(bounds[0].parameters[2], bounds[1].parameters[1]); // neither gap nor overlap
});

Deno.test("deviceHistory() of an empty range says where readings are", async () => {
  const db = new FakeQueries({ history_nearest: [[NOW - DAY, null]] });
  const history = await deviceHistory(db, { device: "a", range: last(MINUTE) }, null, NOW);
  assertEquals([history.rows, history.nearest], [[], { before: NOW - DAY, after: null }]);
});

Deno.test("deviceHistory() finds gaps by the usual distance of a device that says no interval", async () => {
  const at = [0, 10, 20, 60, 70].map((seconds) => [NOW + seconds * 1000, NOW, 1, 1, 1, null]);
  const db = new FakeQueries({ history_count: [[5]], history_readings: at });
  const query = { device: "a", range: last(MINUTE), fields: ["speed"] };
  assertEquals((await deviceHistory(db, query, null, NOW)).gap_ms, 30_000);
});

Deno.test("joinSteps() weighs means by their readings and skips what is not there", () => {
  const columns = ["ts", "count", "late", "speed", "speed_min", "speed_max", "network_bytes_sent"];
  assertEquals(
    joinSteps(columns, [5, 1, 0, 10, 10, 10, 100], [5, 3, 2, 20, null, 30, 200]),
    [5, 4, 2, 17.5, 10, 30, 200],
  );
  assertEquals(joinSteps(columns, [5, 1, 0, null, null, null, 1], [5, 3, 2, 20, 1, 30, null]), [
    ...[5, 4, 2, 20, 1, 30, 1],
  ]);
});
