import { assertEquals } from "@std/assert";
import { breakLines, findGaps } from "./gaps.ts";

Deno.test("findGaps() names what lies further apart than allowed", () => {
  assertEquals(findGaps([0, 1000, 2000, 9000, 10_000], 3000), [{
    from: 2000,
    to: 9000,
    before: 3,
  }]);
  assertEquals(findGaps([0, 3000], 3000), []);
  assertEquals(findGaps([], 3000), []);
});

Deno.test("breakLines() puts a null row into a gap", () => {
  assertEquals(breakLines([0, 1000, 9000], [[1, 2, 3], [7, null, 9]], 3000), {
    x: [0, 1000, 1001, 9000],
    columns: [[1, 2, null, 3], [7, null, null, 9]],
  });
});

Deno.test("breakLines() keeps the last of readings with the same time", () => {
  assertEquals(breakLines([0, 5, 5, 6], [[1, 2, 3, 4]], 3000), {
    x: [0, 5, 6],
    columns: [[1, 3, 4]],
  });
});
