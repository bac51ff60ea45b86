import { assert, assertEquals, assertThrows } from "@std/assert";
import { FakeTime, TimeError } from "@std/testing/time";

Deno.test("FakeTime stands still until it is told to move", () => {
  using time = new FakeTime(1000);
  assertEquals([Date.now(), new Date().getTime(), time.start], [
    1000,
    1000,
    1000,
  ]);
  time.tick(500);
  assertEquals([Date.now(), time.now], [1500, 1500]);
  assert(new Date(5) instanceof Date);
});

Deno.test("tick() runs what is due in order, and what that sets", () => {
  using time = new FakeTime(0);
  const runs: string[] = [];
  const log = (name: string) => runs.push(`${name} ${Date.now()}`);
  setTimeout(log, 20, "second");
  setTimeout(() => setTimeout(log, 5, "inner"), 10);
  const interval = setInterval(() => log("every"), 8);
  time.tick(20);
  assertEquals(runs, ["every 8", "inner 15", "every 16", "second 20"]);
  clearInterval(interval);
  time.tick(100);
  assertEquals(runs.length, 4);
});

Deno.test("timers due at the same time run as they were set", () => {
  using time = new FakeTime();
  const runs: number[] = [];
  for (const i of [1, 2, 3]) setTimeout(() => runs.push(i), 5);
  time.tick(5);
  assertEquals(runs, [1, 2, 3]);
});

Deno.test("tickAsync() lets promises go on first", async () => {
  using time = new FakeTime();
  let done = false;
  Promise.resolve().then(() => setTimeout(() => done = true, 10));
  await time.tickAsync(10);
  assert(done);
});

Deno.test("next() and runAll() go from timer to timer", async () => {
  using time = new FakeTime(0);
  setTimeout(() => {}, 7);
  setTimeout(() => setTimeout(() => {}, 5), 9);
  assertEquals([time.next(), time.now], [true, 7]);
  time.runAll();
  assertEquals([time.next(), time.now], [false, 14]);
  setTimeout(() => Promise.resolve().then(() => setTimeout(() => {}, 1)), 1);
  await time.runAllAsync();
  assertEquals(time.now, 16); // 14, and twice 1
});

Deno.test("AbortSignal.timeout() follows fake time", () => {
  using time = new FakeTime();
  const signal = AbortSignal.timeout(100);
  time.tick(99);
  assert(!signal.aborted);
  time.tick(1);
  assertEquals(signal.reason.name, "TimeoutError");
});

Deno.test("FakeTime is restored, and never nested", () => {
  const { Date: realDate, setTimeout: realSetTimeout } = globalThis;
  {
    using _time = new FakeTime(0);
    assertThrows(() => new FakeTime(), TimeError);
  }
  assert(Date === realDate && setTimeout === realSetTimeout);
});

Deno.test("FakeTime can advance by itself", async () => {
  using _time = new FakeTime(0, { advanceRate: 1000, advanceFrequency: 1 });
  await new Promise((resolve) => setTimeout(resolve, 5000));
});

Deno.test("FakeTime refuses the past and a start that is no date", () => {
  assertThrows(() => new FakeTime("soon"), TypeError);
  using time = new FakeTime(10);
  assertThrows(() => time.now = 9, RangeError);
});
