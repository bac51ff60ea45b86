import { assert, assertEquals, assertMatch } from "@std/assert";
import { VEHICLE_DOUBLES, VEHICLE_LONGS } from "../../ingest/tables.ts";
import { stretches } from "./history.ts";
import { DEVICES, insertion, partsOf, rowsOf } from "./history_rows.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 21, 4, 47);

Deno.test("partsOf() covers a stretch without a gap, in parts of at most four million rows", () => {
  for (const burst of [41, 3600]) {
    const stretch = { from: 0, hours: 101, burst };
    const parts = partsOf(stretch);
    parts.forEach(({ from, hours }, i) =>
      assertEquals(parts[i + 1]?.from ?? 101 * HOUR, from + hours * HOUR)
    );
    assertEquals(parts.reduce((sum, part) => sum + rowsOf(part), 0), rowsOf(stretch));
    assert(parts.every((part) => rowsOf(part) <= 4_000_000));
  }
});

Deno.test("stretches() make over 86 million rows of the last day, and as many of the days before", () => {
  const [days, day] = stretches(NOW);
  assert(day.from <= NOW - DAY && day.from + day.hours * HOUR > NOW + HOUR);
  assertEquals(day.burst * 24 * DEVICES, 86_400_000);
  assertEquals(days.from + days.hours * HOUR, day.from);
  assert(days.from <= NOW - 90 * DAY && days.from > NOW - 91 * DAY);
  assert(rowsOf(days) > 86_000_000);
});

Deno.test("insertion() gives every column a value", () => {
  const sql = insertion({ from: 1000, hours: 2, burst: 41 });
  for (const column of [...VEHICLE_DOUBLES, ...VEHICLE_LONGS]) {
    assertMatch(sql, new RegExp(`\\b${column}\\b`));
  }
  assertMatch(
    sql,
    /^INSERT INTO device_data \(ts, device_id, .* FROM long_sequence\(82000\)\)\) WHERE true$/,
  );
});
