import { assertEquals } from "@std/assert";
import { rateLimited } from "./log.ts";

Deno.test("rateLimited() lets one of a kind through and counts the others", () => {
  const lines: string[] = [];
  let now = 0;
  const write = rateLimited((line) => lines.push(line), 1000, () => now);
  write("a", "a1");
  write("b", "b1");
  now = 999;
  write("a", "a2");
  write("a", "a3");
  now = 1000;
  write("a", "a4");
  write("b", "b2");
  assertEquals(lines, ["a1", "b1", "a4 (and 2 more like it)", "b2"]);
  now = -86_400_000; // the clock was set
  write("a", "a5");
  assertEquals(lines.at(-1), "a5");
});
