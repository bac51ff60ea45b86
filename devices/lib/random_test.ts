import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { between, gaussian, seededRandom } from "./random.ts";

const draw = (random: () => number, count: number) => Array.from({ length: count }, random);

Deno.test("seededRandom() gives the same numbers for the same text", () => {
  assertEquals(draw(seededRandom("7/vehicle_01"), 5), draw(seededRandom("7/vehicle_01"), 5));
  assertNotEquals(draw(seededRandom("7/vehicle_01"), 5), draw(seededRandom("7/vehicle_02"), 5));
});

Deno.test("seededRandom() is spread evenly over [0, 1)", () => {
  const tenths = Array(10).fill(0);
  for (const number of draw(seededRandom(""), 100_000)) tenths[Math.floor(number * 10)]++;
  assertEquals(tenths.length, 10);
  assert(tenths.every((count) => Math.abs(count - 10_000) < 400)); // four deviations
});

Deno.test("gaussian() has mean 0 and deviation 1", () => {
  const random = seededRandom("a");
  const numbers = draw(() => gaussian(random), 100_000);
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
  assert(Math.abs(mean) < 0.015 && Math.abs(variance - 1) < 0.02);
  assert(numbers.every(Number.isFinite));
});

Deno.test("between() stays between", () => {
  assertEquals([0, 0.5].map((x) => between(() => x, 20, 30)), [20, 25]);
});
