import { assertEquals } from "@std/assert";
import { median, ratio, spread } from "./spread.ts";

Deno.test("median() is the middle one, or between the two in the middle", () => {
  assertEquals([[7], [9, 1, 5], [4, 1, 2, 9]].map(median), [7, 5, 3]);
});

Deno.test("spread() shows the range of several rounds", () => {
  assertEquals(spread([1.26, 1.1, 1.4], 1), "1.3 (1.1 to 1.4)");
  assertEquals(spread([58_312.4]), "58312");
});

Deno.test("ratio() compares what was measured in the same round", () => {
  assertEquals(ratio([60, 50, 20], [20, 25, 10]), "2.00 (2.00 to 3.00)");
});
