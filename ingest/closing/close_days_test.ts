import { assert, assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { memoryLog } from "../../devices/lib/testing/log.ts";
import { DatabaseError } from "../commit/questdb.ts";
import { RETENTION_DAYS } from "../tables.ts";
import { closeDays, expiringDays, keepClosing } from "./close_days.ts";

const DAY = 86_400_000;
const HOUR = DAY / 24;
const NOW = Date.UTC(2026, 10, 21, 5);
/** The oldest day that the TTL has not taken yet: it does when the day's end is so old. */
const OLDEST = Date.UTC(2026, 7, 23);

/** A database with rows of these days, which refuses statements that hold some text. */
function database(days: readonly number[], refuses = "nothing") {
  const asked: string[] = [];
  const exec = (sql: string) => {
    if (sql.includes("table_partitions")) {
      return Promise.resolve(days.map((day) => ({ day: day * 1000 })));
    }
    asked.push(sql);
    return sql.includes(refuses)
      ? Promise.reject(new DatabaseError("busy", 400))
      : Promise.resolve([]);
  };
  return { asked, exec, log: memoryLog() };
}

Deno.test("expiringDays() are the days with rows that go within four days, or should have gone", () => {
  assert(OLDEST + DAY + RETENTION_DAYS * DAY > NOW && OLDEST + RETENTION_DAYS * DAY <= NOW);
  const days = Array.from({ length: 20 }, (_, i) => OLDEST + (15 - i) * DAY);
  const found = expiringDays([...days, ...days], NOW);
  assertEquals([found.length, found[0], found.at(-1)], [8, OLDEST - 4 * DAY, OLDEST + 3 * DAY]);
  assertEquals(expiringDays([NOW], NOW), []);
});

Deno.test("closeDays() closes days that nobody closed while nobody was there", async () => {
  const { asked, exec, log } = database([OLDEST + DAY, OLDEST - 9 * DAY, NOW]);
  await closeDays(exec, NOW, log);
  assertEquals([asked.length, log.lines], [8, [
    "info: closing for the ledger: 2026-08-14, 2026-08-24",
  ]]);
  const during = "ts >= '2026-08-14T00:00:00.000Z'::timestamp AND " +
    "ts < '2026-08-15T00:00:00.000Z'::timestamp";
  for (const sql of asked.slice(0, 4)) assert(sql.includes(during), sql);
});

Deno.test("closeDays() goes on after a statement that fails, and says so", async () => {
  const { asked, exec, log } = database([OLDEST, OLDEST + DAY], "INSERT INTO ledger_closed_gaps");
  await closeDays(exec, NOW, log);
  assertEquals(asked.length, 8);
  assertEquals(log.lines.slice(1), [
    "warn: could not close 2026-08-23 for the ledger: busy",
    "warn: could not close 2026-08-24 for the ledger: busy",
  ]);
});

/** That database, which answers no second statement. */
function silent(base: ReturnType<typeof database>) {
  return async (sql: string) => {
    const rows = await base.exec(sql);
    if (base.asked.length < 2) return rows;
    throw new DatabaseError("no answer within 600 s");
  };
}

Deno.test("closeDays() fails when the database does not answer: the days aren't closed", async () => {
  const base = database([OLDEST, OLDEST + DAY]);
  await assertRejects(() => closeDays(silent(base), NOW, base.log), DatabaseError, "no answer");
  assertEquals([base.asked.length, base.log.lines.length], [2, 1]);
});

Deno.test("keepClosing() tries again after six hours what did not answer, and says so", async () => {
  using time = new FakeTime(NOW);
  const base = database([OLDEST]);
  const stop = new AbortController();
  const closing = keepClosing(silent(base), base.log, stop.signal);
  await time.tickAsync(6 * HOUR);
  for (let i = 0; i < 9; i++) await time.tickAsync(0);
  assertEquals(base.log.lines.slice(1), [
    "warn: could not close the days for the ledger: no answer within 600 s",
  ]);
  stop.abort();
  await closing;
});

Deno.test("keepClosing() closes every six hours, and ends when it is told to", async () => {
  using time = new FakeTime(NOW);
  const { asked, exec, log } = database([OLDEST]);
  const stop = new AbortController();
  const closing = keepClosing(exec, log, stop.signal);
  for (const count of [4, 8]) {
    await time.tickAsync(6 * HOUR);
    for (let i = 0; i < 9; i++) await time.tickAsync(0); // one statement after the other
    assertEquals(asked.length, count);
  }
  stop.abort();
  await closing;
});
