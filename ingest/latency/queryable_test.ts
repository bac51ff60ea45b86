import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { QueryableTracker, type WalState } from "./queryable.ts";

/** A tracker whose clock and log the test moves; `seen` holds commit, committed and visible. */
function setUp() {
  const seen: [string, number, number][] = [];
  const log = {
    now: 1000,
    asked: 0,
    broken: false,
    state: { committed: 0, applied: 0, appliedAt: null } as WalState,
  };
  const read = () => {
    log.asked++;
    log.now += 2;
    return log.broken ? Promise.reject(new Error("down")) : Promise.resolve(log.state);
  };
  const tracker = new QueryableTracker<string>(
    { read, now: () => log.now },
    (...args) => seen.push(args),
  );
  return { tracker, log, seen };
}

Deno.test("QueryableTracker.ask() waits until the transaction of a commit is applied", async () => {
  const { tracker, log, seen } = setUp();
  tracker.add("a", 1, 1000);
  log.state = { committed: 7, applied: 6, appliedAt: null };
  await tracker.ask();
  assertEquals([seen, tracker.lag], [[], 1]);
  log.state = { committed: 9, applied: 7, appliedAt: null };
  await tracker.ask();
  assertEquals(seen, [["a", 1000, 1004]]);
});

Deno.test("QueryableTracker.ask() takes the database's time where its clock agrees", async () => {
  const { tracker, log, seen } = setUp();
  tracker.add("a", 1, 1000);
  log.state = { committed: 1, applied: 1, appliedAt: 1001.5 };
  await tracker.ask();
  tracker.add("b", 1, 1002);
  log.state = { committed: 2, applied: 2, appliedAt: 999_999 };
  await tracker.ask();
  assertEquals(seen, [["a", 1000, 1001.5], ["b", 1002, 1004]]);
});

Deno.test("QueryableTracker.ask() does not count what was committed after it asked", async () => {
  const { tracker, log, seen } = setUp();
  tracker.add("a", 1, 1001); // the question began at 1000
  log.state = { committed: 1, applied: 1, appliedAt: null };
  await tracker.ask();
  assertEquals(seen, []);
});

Deno.test("QueryableTracker.add() follows no more than 200,000 readings", async () => {
  const { tracker, log, seen } = setUp();
  tracker.add("a", 200_000, 1000);
  tracker.add("b", 1, 1000);
  log.state = { committed: 1, applied: 1, appliedAt: null };
  await tracker.ask();
  tracker.add("c", 1, 1000);
  await tracker.ask();
  assertEquals(seen.map(([commit]) => commit), ["a", "c"]);
});

Deno.test("QueryableTracker.run() asks only while something is pending, and goes on after a fault", async () => {
  using time = new FakeTime();
  const { tracker, log, seen } = setUp();
  const stop = new AbortController();
  const running = tracker.run(stop.signal);
  await time.tickAsync(5000);
  assertEquals(log.asked, 0);
  log.broken = true;
  tracker.add("a", 1, 1000);
  await time.tickAsync(100);
  assertEquals([log.asked, seen.length], [1, 0]);
  log.broken = false;
  await time.tickAsync(1000);
  await time.runMicrotasks();
  assertEquals([log.asked, seen.length], [2, 1]);
  await time.tickAsync(5000);
  assertEquals(log.asked, 2);
  stop.abort();
  await running;
});
