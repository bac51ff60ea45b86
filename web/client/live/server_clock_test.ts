import { assertEquals } from "@std/assert";
import { ServerClock } from "./server_clock.ts";

Deno.test("ServerClock takes clocks for the same that can be", () => {
  const clock = new ServerClock();
  assertEquals([clock.offset, clock.error], [0, 0]);
  clock.observe(1000, 1012, 998);
  assertEquals([clock.offset, clock.error], [0, 0]);
});

Deno.test("ServerClock finds a clock that is ahead, and how sure that is", () => {
  const clock = new ServerClock();
  clock.observe(61_000, 1040, 1000);
  assertEquals([clock.offset, clock.error], [59_980, 20]);
  clock.observe(62_000, 2010);
  assertEquals([clock.offset, clock.error], [59_995, 5]);
});

Deno.test("ServerClock starts anew when a clock was set", () => {
  const clock = new ServerClock();
  clock.observe(61_000, 1040, 1000);
  clock.observe(2000, 2040, 1990);
  assertEquals([clock.offset, clock.error], [0, 0]);
});

Deno.test("ServerClock knows one bound until something was asked for", () => {
  const clock = new ServerClock();
  clock.observe(61_000, 1040);
  assertEquals([clock.offset, clock.error], [59_960, Infinity]);
});
