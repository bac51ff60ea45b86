import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { atMost, Backoff, delay } from "./backoff.ts";

Deno.test("Backoff.next() doubles its ceiling up to the most", () => {
  const backoff = new Backoff({ min: 1000, max: 15_000, random: () => 0.999999 });
  const waits = Array.from({ length: 6 }, () => backoff.next());
  assertEquals(waits, [999, 1999, 3999, 7999, 14_999, 14_999]);
});

Deno.test("Backoff.next() jitters over the whole range", () => {
  assertEquals(new Backoff({ random: () => 0 }).next(), 0);
});

Deno.test("Backoff.next() stays at the most after very many tries", () => {
  const backoff = new Backoff({ random: () => 0.5 });
  for (let tries = 0; tries < 2000; tries++) backoff.next();
  assertEquals(backoff.next(), 7500);
});

Deno.test("Backoff.reset() begins again", () => {
  const backoff = new Backoff({ random: () => 0.5 });
  backoff.next();
  backoff.next();
  backoff.reset();
  assertEquals(backoff.next(), 500);
});

Deno.test("delay() waits, or ends with its signal", async () => {
  using time = new FakeTime();
  const stop = new AbortController();
  let ended = "";
  delay(1000).then(() => ended += "a");
  delay(5000, stop.signal).then(() => ended += "b");
  await time.tickAsync(999);
  assertEquals(ended, "");
  await time.tickAsync(1);
  assertEquals(ended, "a");
  stop.abort();
  await time.tickAsync(0);
  assertEquals(ended, "ab");
  await delay(1000, stop.signal);
});

Deno.test("atMost() waits for the promise, however it ends, but not longer than said", async () => {
  using time = new FakeTime();
  await atMost(1000, Promise.resolve());
  await atMost(1000, Promise.reject(new Error("no matter")));
  await atMost(1000, undefined);
  let ended = false;
  const bounded = atMost(1000, new Promise(() => {})).then(() => ended = true);
  await time.tickAsync(999);
  assertEquals(ended, false);
  await time.tickAsync(1);
  await bounded;
});
