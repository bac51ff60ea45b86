import { assertAlmostEquals, assertEquals } from "@std/assert";
import { heatCells, heatScale } from "./heat.ts";

const HEAT = {
  hop: "device_queryable" as const,
  step_ms: 1000,
  bounds: [1, 10, 100, null],
  ts: [0, 1000],
  counts: [[0, 5, 0, 0], [1, 0, 0, 2]],
};

Deno.test("heatScale() is logarithmic, infinity at the top", () => {
  const scale = heatScale(HEAT.bounds);
  assertEquals([scale(null), scale(0.1)], [1, 0]);
  assertAlmostEquals(scale(100), 0.9615, 1e-4);
  assertAlmostEquals(scale(10), 0.4808, 1e-4);
});

Deno.test("heatCells() are the buckets that hold readings", () => {
  const cells = heatCells(HEAT, 100);
  assertEquals(cells.map(({ column, count, isOver }) => [column, count, isOver]), [
    [0, 5, false],
    [1, 1, false],
    [1, 2, true],
  ]);
  assertEquals(cells.every(({ low, high }) => low < high && high <= 1), true);
});
