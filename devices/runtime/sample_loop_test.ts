import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { sampleLoop } from "./sample_loop.ts";

/** A loop under a fake clock; `moments` are when it sampled. */
function start(time: FakeTime, interval: number, first: number, sample = () => {}) {
  const begin = time.now;
  const moments: number[] = [];
  const stop = new AbortController();
  let held = 0;
  const ended = sampleLoop({
    interval,
    first,
    signal: stop.signal,
    monotonic: () => time.now + held,
    sample: () => {
      moments.push(time.now + held - begin);
      sample();
    },
  });
  const end = async () => {
    stop.abort();
    await ended;
  };
  /** Lets the clock go on without any timer, as a machine does that is suspended. */
  const hold = (ms: number) => held += ms;
  return { moments, ended, end, hold };
}

Deno.test("sampleLoop() samples at fixed moments from the first on", async () => {
  using time = new FakeTime();
  const { moments, end } = start(time, 1000, 300);
  for (let n = 0; n < 4; n++) await time.nextAsync();
  assertEquals(moments, [300, 1300, 2300, 3300]);
  await end();
  await time.tickAsync(5000);
  assertEquals(moments.length, 4);
});

Deno.test("sampleLoop() does not drift with an interval of broken milliseconds", async () => {
  using time = new FakeTime();
  const { moments, end } = start(time, 1000 / 3, 0);
  while (moments.length < 301) await time.nextAsync();
  assertAlmostEquals(moments[300], 100_000, 1);
  await end();
});

Deno.test("sampleLoop() makes up for what a short delay has held up", async () => {
  using time = new FakeTime();
  const { moments, end, hold } = start(time, 100, 0);
  await time.tickAsync(0);
  await time.runMicrotasks();
  hold(450);
  await time.tickAsync(100);
  await time.runMicrotasks();
  assertEquals(moments, [0, 550, 550, 550, 550, 550]); // what was due from 100 to 500
  await end();
});

Deno.test("sampleLoop() misses what a long delay has held up, and keeps to its moments", async () => {
  using time = new FakeTime();
  const { moments, end, hold } = start(time, 1000, 0);
  await time.tickAsync(0);
  await time.runMicrotasks();
  hold(3_600_250);
  await time.tickAsync(1000);
  await time.tickAsync(750);
  await time.runMicrotasks();
  assertEquals(moments, [0, 3_601_250, 3_602_000]);
  await end();
});

Deno.test("sampleLoop() throws what a sample throws", async () => {
  using time = new FakeTime();
  const { ended } = start(time, 1000, 0, () => {
    throw new Error("no sensor");
  });
  const failed = assertRejects(() => ended, Error, "no sensor");
  await time.tickAsync(0);
  await failed;
});
