import { assertEquals } from "@std/assert";
import { Recent } from "./recent.ts";

Deno.test("Recent.has() knows what was noted within its span", () => {
  const recent = new Recent(10, 100);
  recent.note(1, 1000);
  assertEquals([recent.has(1, 1099), recent.has(1, 1100), recent.has(2, 1000)], [
    true,
    false,
    false,
  ]);
  assertEquals(recent.has(1, 500), false, "a clock that stepped back");
});

Deno.test("Recent.note() forgets the oldest", () => {
  const recent = new Recent(2, 100);
  for (const number of [1, 2, 1, 3]) recent.note(number, 0);
  assertEquals([1, 2, 3].map((number) => recent.has(number, 0)), [true, false, true]);
});
