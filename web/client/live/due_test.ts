import { assertEquals } from "@std/assert";
import { isDue } from "./due.ts";

Deno.test("isDue() waits, but not until a clock that was ahead is reached again", () => {
  assertEquals([isDue(1_500, 1_000, 1_000), isDue(2_000, 1_000, 1_000)], [false, true]);
  assertEquals(isDue(1_000, 3_601_000, 1_000), true);
});
