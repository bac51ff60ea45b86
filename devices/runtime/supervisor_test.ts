import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Backoff } from "../lib/backoff.ts";
import { SetupError } from "../lib/program.ts";
import { memoryLog } from "../lib/testing/log.ts";
import { supervise } from "./supervisor.ts";

function setUp(run: () => Promise<void>) {
  const stop = new AbortController();
  const log = memoryLog();
  let restarts = 0;
  const ended = supervise(run, {
    name: "vehicle_01",
    log,
    signal: stop.signal,
    onRestart: () => restarts++,
    backoff: new Backoff({ random: () => 0.999999 }),
  });
  return { stop, log, ended, restarts: () => restarts };
}

Deno.test("supervise() runs again what has thrown, in waits that grow", async () => {
  using time = new FakeTime();
  let runs = 0;
  const { stop, log, ended, restarts } = setUp(() => {
    runs++;
    return Promise.reject(new Error("no sensor"));
  });
  for (const [wait, expected] of [[0, 1], [999, 2], [1999, 3], [3999, 4]]) {
    await time.tickAsync(wait);
    await time.runMicrotasks();
    assertEquals(runs, expected);
  }
  assertEquals(restarts(), 4);
  assertMatch(
    log.lines[0],
    /^error: vehicle_01 failed, starting it again in 1\.0 s: Error: no sensor/,
  );
  stop.abort();
  await ended;
  assertEquals(runs, 4);
});

Deno.test("supervise() ends when a run ends by itself", async () => {
  const { ended, restarts } = setUp(() => Promise.resolve());
  await ended;
  assertEquals(restarts(), 0);
});

Deno.test("supervise() throws a fault of the set-up: a new start would not help", async () => {
  const { ended, restarts } = setUp(() => Promise.reject(new SetupError("id in use")));
  await assertRejects(() => ended, SetupError, "id in use");
  assertEquals(restarts(), 0);
});
