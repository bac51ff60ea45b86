import { assertEquals } from "@std/assert";
import { linePath } from "./svg_path.ts";

Deno.test("linePath() draws within the box and breaks at gaps", () => {
  const path = linePath([0, 1000, 2000, 9000, 10_000], [0, 50, null, 100, 25], [0, 10_000], [
    0,
    100,
  ], 3000);
  assertEquals(path, "M0 100L100 50M900 0L1000 75");
});

Deno.test("linePath() leaves out what lies outside", () => {
  assertEquals(linePath([-5, 0, 5], [1, 1, 1], [0, 10], [0, 1], 100), "M0 0L500 0");
  assertEquals(linePath([], [], [0, 1], [0, 1], 1), "");
});
