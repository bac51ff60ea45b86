import { assertEquals } from "@std/assert";
import { formatClock, formatTime, momentOf, sameDay, zoneOffset } from "./time.ts";

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

Deno.test("momentOf() reads a local time on both sides of a change of the clocks", () => {
  const change = (utc: string, before: number, after: number) => (shown: string) => {
    const offset = (ms: number) => (ms < Date.parse(`${utc}Z`) ? before : after) * 3_600_000;
    return new Date(momentOf(Date.parse(`2026-${shown}Z`), offset)).toISOString().slice(5, 16);
  };
  const berlin = change("2026-03-29T01:00", 1, 2);
  assertEquals([berlin("03-29T01:30"), berlin("03-29T03:30")], ["03-29T00:30", "03-29T01:30"]);
  const newYork = change("2026-03-08T07:00", -5, -4);
  assertEquals([newYork("03-08T01:30"), newYork("03-08T03:00")], ["03-08T06:30", "03-08T07:00"]);
  const winter = change("2026-10-25T01:00", 2, 1);
  assertEquals([winter("10-25T01:30"), winter("10-25T03:30")], ["10-24T23:30", "10-25T02:30"]);
});
