import { assertEquals } from "@std/assert";
import { timeLabel, timeStep, timeTicks } from "./time_axis.ts";

const MIN = 60_000;
const FROM = Date.UTC(2026, 10, 20, 13, 32, 7);

Deno.test("timeStep() gives at most as many ticks as asked", () => {
  assertEquals(timeStep(0, 2 * MIN, 6), 30_000);
  assertEquals(timeStep(0, 60 * MIN, 6), 10 * MIN);
  assertEquals(timeStep(0, 90 * 86_400_000, 6), 28 * 86_400_000);
});

Deno.test("timeTicks() are round and within the range", () => {
  const ticks = timeTicks(FROM, FROM + 60 * MIN, 10 * MIN, "utc");
  assertEquals(ticks.length, 6);
  assertEquals(ticks.map((tick) => timeLabel(tick, 10 * MIN, "utc")), [
    "13:40",
    "13:50",
    "14:00",
    "14:10",
    "14:20",
    "14:30",
  ]);
});

Deno.test("timeTicks() in local time are round there", () => {
  const ticks = timeTicks(FROM, FROM + 86_400_000, 6 * 60 * MIN, "local");
  for (const tick of ticks) assertEquals(new Date(tick).getHours() % 6, 0);
});

Deno.test("timeLabel() names seconds, the day at midnight, and days", () => {
  const midnight = Date.UTC(2026, 10, 21);
  assertEquals(timeLabel(FROM, 5_000, "utc"), "13:32:07");
  assertEquals(timeLabel(midnight, 6 * 60 * MIN, "utc"), "11-21");
  assertEquals(timeLabel(midnight, 5_000, "utc"), "00:00:00");
  assertEquals(timeLabel(midnight, 7 * 86_400_000, "utc"), "11-21");
});
