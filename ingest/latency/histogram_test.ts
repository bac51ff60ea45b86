import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { LATENCY_BOUNDS } from "../tables.ts";
import { Histogram } from "./histogram.ts";

/** The column that a single duration is counted in. */
function columnOf(ms: number): number {
  const histogram = new Histogram();
  histogram.record(ms);
  return histogram.columns().indexOf(1);
}

Deno.test("Histogram.columns() counts each duration below its bound and not below the one before", () => {
  for (const [k, bound] of LATENCY_BOUNDS.entries()) {
    if (k > 0) assertEquals(columnOf(LATENCY_BOUNDS[k - 1]), k);
    if (bound < Infinity) assertEquals(columnOf(bound - 0.07), k);
  }
});

Deno.test("Histogram.columns() has a place for every duration", () => {
  assertEquals(columnOf(-5), 0);
  assertEquals(columnOf(0), 0);
  assertEquals(columnOf(1e9), LATENCY_BOUNDS.length - 1);
});

Deno.test("Histogram.quantile() is within 7 % of the exact figure", () => {
  const histogram = new Histogram();
  const values = Array.from({ length: 10_000 }, (_, i) => 1.3 ** (i / 400));
  values.forEach((ms) => histogram.record(ms));
  for (const share of [0.05, 0.5, 0.95, 0.99]) {
    const exact = values[Math.floor(share * values.length)];
    assertAlmostEquals(histogram.quantile(share), exact, exact * 0.07);
  }
});

Deno.test("Histogram.quantile() of nothing is 0, and never above the last bound", () => {
  const histogram = new Histogram();
  assertEquals(histogram.quantile(0.95), 0);
  histogram.record(1e9);
  assertEquals(histogram.quantile(0.5), 65_536);
});

Deno.test("Histogram.clear() forgets", () => {
  const histogram = new Histogram();
  histogram.record(3);
  histogram.clear();
  assertEquals(histogram.total, 0);
  assert(histogram.columns().every((count) => count === 0));
});
