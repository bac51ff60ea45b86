import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { memoryLog } from "../../devices/lib/testing/log.ts";
import type { Rows } from "../commit/questdb.ts";
import { DatabaseError } from "../commit/questdb.ts";
import { DatabaseWatch } from "./database_watch.ts";

/** A database whose tables and views may be changed. */
function setUp() {
  const log = memoryLog();
  const stop = new AbortController();
  const resumed: string[] = [];
  const state = {
    answers: true,
    refuses: false,
    tables: [
      { table_name: "a", table_suspended: false, lag: 0 },
      { table_name: "b", table_suspended: false, lag: null as number | null },
    ],
    views: [] as { view_name: string }[],
    disk: { free: 50e9, total: 100e9 },
  };
  const watch = new DatabaseWatch({
    exec(sql): Promise<Rows> {
      if (state.refuses) return Promise.reject(new DatabaseError("Invalid column", 400));
      if (!state.answers) return Promise.reject(new DatabaseError("gone"));
      return Promise.resolve(sql.includes("tables()") ? state.tables : state.views);
    },
    disk: () => Promise.resolve(state.disk),
    log,
    resumed: (table) => void resumed.push(table),
  });
  return { watch, state, log, resumed, stop, look: () => watch.look(stop.signal) };
}

Deno.test("DatabaseWatch finds nothing wrong with what is well", async () => {
  const { watch, look, log } = setUp();
  await look();
  assertEquals(watch.parts, {
    tables: { status: "ok", detail: "none is suspended or behind" },
    disk: { status: "ok", detail: "50.0 GB are free" },
  });
  assertEquals([watch.isSuspended("a"), log.lines], [false, []]);
});

Deno.test("DatabaseWatch sees a suspended table until it is resumed", async () => {
  const { watch, state, look, log, resumed } = setUp();
  state.tables[0].table_suspended = true;
  await look();
  await look();
  assertEquals([watch.isSuspended("a"), watch.isSuspended("b")], [true, false]);
  assertEquals(watch.parts.tables.status, "degraded");
  assertEquals(watch.parts.tables.detail.startsWith("suspended: a; "), true);
  state.answers = false;
  await look();
  assertEquals(watch.isSuspended("a"), true, "what was seen last stands");
  state.answers = true;
  state.tables[0].table_suspended = false;
  await look();
  assertEquals([watch.isSuspended("a"), watch.parts.tables.status], [false, "ok"]);
  assertEquals(resumed, ["a"]);
  assertEquals(log.lines.map((line) => line.split(",")[0]), [
    "error: a is suspended",
    "info: a is no longer suspended",
  ]);
});

Deno.test("DatabaseWatch says that it can't see", async () => {
  const { state, look, log } = setUp();
  state.refuses = true;
  await look();
  assertEquals(log.lines, ["error: can't see how QuestDB does: Invalid column"]);
});

Deno.test("DatabaseWatch sees a log that lags, and a view that is not refreshed", async () => {
  const { watch, state, look } = setUp();
  state.tables[1].lag = 101;
  await look();
  assertEquals(watch.parts.tables.detail, "b is 101 transactions behind");
  state.views = [{ view_name: "v" }];
  await look();
  assertEquals(watch.parts.tables.detail.startsWith("no longer refreshed: v"), true);
  assertEquals(watch.parts.tables.status, "degraded");
});

for (const [free, total, status] of [[4e9, 10e9, "degraded"], [9e9, 100e9, "degraded"]] as const) {
  Deno.test(`DatabaseWatch takes a disk with ${free} of ${total} bytes for nearly full`, async () => {
    const { watch, state, look } = setUp();
    state.disk = { free, total };
    await look();
    assertEquals([watch.parts.disk.status, watch.free], [status, free]);
  });
}

Deno.test("DatabaseWatch looks again within five seconds", async () => {
  using time = new FakeTime();
  const { watch, state, stop } = setUp();
  const running = watch.run(stop.signal);
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      await time.tickAsync(1000);
      await time.runMicrotasks();
    }
  };
  await pass(1);
  state.tables[0].table_suspended = true;
  await pass(4);
  assertEquals(watch.isSuspended("a"), true);
  stop.abort();
  await running;
});
