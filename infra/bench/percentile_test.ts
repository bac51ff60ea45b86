import { assertEquals, assertThrows } from "@std/assert";
import { percentile, summary } from "./percentile.ts";

const HUNDRED = Array.from({ length: 100 }, (_, i) => 100 - i);

Deno.test("percentile() takes the nearest rank", () => {
  assertEquals([0, 0.5, 0.95, 0.99, 1].map((q) => percentile(HUNDRED, q)), [1, 50, 95, 99, 100]);
  assertEquals(percentile([7], 0.5), 7);
});

Deno.test("percentile() refuses to speak of nothing", () => {
  assertThrows(() => percentile([], 0.5), RangeError, "No values");
});

Deno.test("summary() names the usual figures", () => {
  assertEquals(summary(HUNDRED), "p50 50.0  p95 95.0  p99 99.0  max 100.0");
});
