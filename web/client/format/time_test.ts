import { assertEquals } from "@std/assert";
import { formatClock, formatTime, sameDay, zoneOffset } from "./time.ts";

const NOON = Date.UTC(2026, 10, 20, 12, 0, 5, 412);

Deno.test("formatClock() shows seconds, or milliseconds when asked", () => {
  assertEquals(formatClock(NOON, "utc"), "12:00:05");
  assertEquals(formatClock(NOON, "utc", 3), "12:00:05.412");
});

Deno.test("formatTime() names the date only when it is another one", () => {
  assertEquals(formatTime(NOON, "utc", NOON + 3_600_000), "12:00:05");
  assertEquals(formatTime(NOON, "utc", NOON + 86_400_000), "2026-11-20 12:00:05");
});

Deno.test("zoneOffset() is the browser's own for local", () => {
  assertEquals(zoneOffset(NOON, "utc"), 0);
  assertEquals(zoneOffset(NOON, "local"), -new Date(NOON).getTimezoneOffset() * 60_000);
});

Deno.test("formatClock() in the local zone agrees with Date", () => {
  assertEquals(
    formatClock(NOON, "local").slice(0, 2),
    String(new Date(NOON).getHours()).padStart(2, "0"),
  );
});

Deno.test("sameDay() looks at the zone's midnight", () => {
  const midnight = Date.UTC(2026, 10, 21);
  assertEquals(sameDay(midnight - 1, midnight, "utc"), false);
  assertEquals(sameDay(midnight, midnight + 3_600_000, "utc"), true);
});
