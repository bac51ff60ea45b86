import { assertEquals } from "@std/assert";
import { tileWindow } from "./windowing.ts";

const PLACE = { top: 300, viewport: 900, columns: 8, rowHeight: 50 };

Deno.test("tileWindow() shows the top of a list and stands for the rest", () => {
  assertEquals(tileWindow(5000, PLACE), { first: 0, last: 192, above: 0, below: (625 - 24) * 50 });
});

Deno.test("tileWindow() follows the scroll and keeps the height", () => {
  const { first, last, above, below } = tileWindow(5000, { ...PLACE, top: -10_000 });
  assertEquals([first / 8, last / 8], [192, 232]);
  assertEquals(above + below + ((last - first) / 8) * 50, 625 * 50);
});

Deno.test("tileWindow() stays the same for a small scroll", () => {
  const at = (top: number) => tileWindow(5000, { ...PLACE, top });
  assertEquals(at(-10_100), at(-10_000));
});

Deno.test("tileWindow() ends with the list", () => {
  assertEquals(tileWindow(10, PLACE), { first: 0, last: 10, above: 0, below: 0 });
  assertEquals(tileWindow(0, PLACE), { first: 0, last: 0, above: 0, below: 0 });
  const past = tileWindow(5000, { ...PLACE, top: -100_000 });
  assertEquals([past.first, past.last], [5000, 5000]);
});
