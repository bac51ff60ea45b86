import { assertEquals } from "@std/assert";
import { lateLine, lateRuns } from "./late.ts";

Deno.test("lateRuns() joins neighbours and sums them", () => {
  assertEquals(lateRuns([0, 1, 2, 3, 4], [0, 1, 2, 0, 1], 10), [
    { from: 1, to: 2, count: 3 },
    { from: 4, to: 4, count: 1 },
  ]);
});

Deno.test("lateRuns() ends a run at a gap", () => {
  assertEquals(lateRuns([0, 1, 100], [1, 1, 1], 10).length, 2);
});

Deno.test("lateLine() starts at the reading before the first late one", () => {
  assertEquals(lateLine([1, 2, 3, 4], [0, 0, 1, 0]), [null, 2, 3, null]);
});
