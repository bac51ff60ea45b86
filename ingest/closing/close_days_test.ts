import { assert, assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { RETENTION_DAYS } from "../tables.ts";
import { closeDays, expiringDays, keepClosing } from "./close_days.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 5);

Deno.test("expiringDays() begins with the oldest day that the TTL has not taken yet", () => {
  const days = expiringDays(NOW).map((day) => new Date(day).toISOString().slice(0, 10));
  assertEquals(days, ["2026-08-23", "2026-08-24", "2026-08-25", "2026-08-26"]);
  // The TTL takes a day when its end is so old.
  assert(expiringDays(NOW)[0] + DAY + RETENTION_DAYS * DAY > NOW);
});

Deno.test("closeDays() closes each of these days, one after the other", async () => {
  const asked: string[] = [];
  await closeDays((sql) => Promise.resolve(asked.push(sql)), NOW);
  assertEquals(asked.length, 16);
  const during = "ts >= '2026-08-23T00:00:00.000Z'::timestamp AND " +
    "ts < '2026-08-24T00:00:00.000Z'::timestamp";
  for (const sql of asked.slice(0, 4)) assert(sql.includes(during), sql);
});

Deno.test("keepClosing() goes on after a fault, and ends when it is told to", async () => {
  using time = new FakeTime(NOW);
  const stop = new AbortController();
  const warnings: string[] = [];
  const log = { info() {}, warn: (text: string) => void warnings.push(text), error() {} };
  let asked = 0;
  const closing = keepClosing(
    () => ++asked === 1 ? Promise.reject(new Error("busy")) : Promise.resolve(),
    log,
    stop.signal,
  );
  await time.tickAsync(6 * 3_600_000);
  await time.tickAsync(0);
  assertEquals([asked, warnings], [1, ["could not close days for the ledger: busy"]]);
  await time.tickAsync(6 * 3_600_000);
  await time.tickAsync(0);
  assertEquals(asked, 17);
  stop.abort();
  await closing;
});
