import { assert, assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { memoryLog } from "../../devices/lib/testing/log.ts";
import { DatabaseError } from "../commit/questdb.ts";
import { LEDGER_BLOCKS, RETENTION_DAYS } from "../tables.ts";
import {
  closeExpired,
  closeExpiring,
  expiredDays,
  expiringDays,
  keepClosing,
} from "./close_days.ts";

const DAY = 86_400_000;
const HOUR = DAY / 24;
const NOW = Date.UTC(2026, 10, 21, 5);
/** The oldest day that the TTL has not taken yet: it does when the day's end is so old. */
const OLDEST = Date.UTC(2026, 7, 23);

/** A database with rows of these days, which refuses statements that hold some text. */
function database(days: readonly number[], { refuses = "nothing", view = "valid" } = {}) {
  const asked: string[] = [];
  const exec = (sql: string) => {
    if (sql.includes("table_partitions")) {
      return Promise.resolve(days.map((day) => ({ day: day * 1000 })));
    }
    if (sql.includes("materialized_views")) return Promise.resolve([{ view_status: view }]);
    asked.push(sql);
    return sql.includes(refuses)
      ? Promise.reject(new DatabaseError("busy", 400))
      : Promise.resolve([]);
  };
  return { asked, exec, log: memoryLog() };
}

/** That database, which answers no second statement. */
function silent(base: ReturnType<typeof database>) {
  return async (sql: string) => {
    const rows = await base.exec(sql);
    if (base.asked.length < 2) return rows;
    throw new DatabaseError("no answer within 600 s");
  };
}

Deno.test("expiringDays() are the days with rows that go within four days, or should have gone", () => {
  assert(OLDEST + DAY + RETENTION_DAYS * DAY > NOW && OLDEST + RETENTION_DAYS * DAY <= NOW);
  const days = Array.from({ length: 20 }, (_, i) => OLDEST + (15 - i) * DAY);
  const found = expiringDays([...days, ...days], NOW);
  assertEquals([found.length, found[0], found.at(-1)], [8, OLDEST - 4 * DAY, OLDEST + 3 * DAY]);
  assertEquals(expiringDays([NOW], NOW), []);
});

Deno.test("expiredDays() are those that the TTL takes with the next row", () => {
  assertEquals(expiredDays([OLDEST, OLDEST - DAY, OLDEST - 9 * DAY], NOW), [
    OLDEST - 9 * DAY,
    OLDEST - DAY,
  ]);
});

Deno.test("closeExpired() closes days that nobody closed while nobody was there, from the rows", async () => {
  const { asked, exec, log } = database([OLDEST, OLDEST - 9 * DAY, NOW]);
  await closeExpired(exec, NOW, log);
  assertEquals([asked.length, log.lines], [4, ["info: closing for the ledger: 2026-08-14"]]);
  const during = "ts >= '2026-08-14T00:00:00.000Z'::timestamp AND " +
    "ts < '2026-08-15T00:00:00.000Z'::timestamp";
  for (const sql of asked) assert(sql.includes(during) && !sql.includes(LEDGER_BLOCKS), sql);
});

Deno.test("closeExpiring() reads the roll-up as long as it is kept up", async () => {
  for (const [view, isRead] of [["valid", true], ["invalid", false]] as const) {
    const { asked, exec, log } = database([OLDEST + DAY], { view });
    await closeExpiring(exec, NOW, log);
    assertEquals(asked.some((sql) => sql.includes(LEDGER_BLOCKS)), isRead, view);
  }
});

Deno.test("closeExpiring() counts no block whose gaps are refused, goes on, and says so", async () => {
  const days = [OLDEST, OLDEST + DAY];
  const { asked, exec, log } = database(days, { refuses: "INSERT INTO ledger_closed_gaps" });
  await closeExpiring(exec, NOW, log);
  const tables = asked.map((sql) => /INSERT INTO ledger_closed_(\w+)/.exec(sql)![1]);
  assertEquals(tables, ["gaps", "letters", "accounts", "gaps", "letters", "accounts"]);
  assertEquals(log.lines.slice(1), [
    "warn: could not close 2026-08-23 for the ledger: busy",
    "warn: could not close 2026-08-24 for the ledger: busy",
  ]);
});

Deno.test("closeExpired() fails when the database does not answer: the days aren't closed", async () => {
  const base = database([OLDEST - DAY, OLDEST - 2 * DAY]);
  await assertRejects(() => closeExpired(silent(base), NOW, base.log), DatabaseError, "no answer");
  assertEquals([base.asked.length, base.log.lines.length], [2, 1]);
});

Deno.test("keepClosing() tries again after six hours what did not answer, and says so", async () => {
  using time = new FakeTime(NOW);
  const base = database([OLDEST]);
  const stop = new AbortController();
  const closing = keepClosing(silent(base), base.log, stop.signal);
  await settled(time);
  assertEquals(base.log.lines.slice(1), [
    "warn: could not close the days for the ledger: no answer within 600 s",
  ]);
  await time.tickAsync(6 * HOUR);
  await settled(time);
  assertEquals(base.log.lines.length, 3);
  stop.abort();
  await closing;
});

/** One statement follows the other. */
async function settled(time: FakeTime): Promise<void> {
  for (let i = 0; i < 12; i++) await time.tickAsync(0);
}

Deno.test("keepClosing() closes at once and every six hours, and ends when it is told to", async () => {
  using time = new FakeTime(NOW);
  const { asked, exec, log } = database([OLDEST]);
  const stop = new AbortController();
  const closing = keepClosing(exec, log, stop.signal);
  for (const count of [4, 8]) {
    await settled(time);
    assertEquals(asked.length, count);
    await time.tickAsync(6 * HOUR);
  }
  stop.abort();
  await closing;
});
