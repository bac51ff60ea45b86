import { assertEquals } from "@std/assert";
import { Backlog, type Epoch, type Place } from "./backlog.ts";
import { Ranges } from "../lib/ranges.ts";

function epoch(start: number, from: number, to: number): Epoch {
  const waiting = new Ranges();
  waiting.add(from, to);
  return { start, epoch: 1000 - start, waiting, evicted: new Ranges() };
}

const names = (places: Place[]) => places.map(({ epoch, seq }) => `${epoch.start}:${seq}`);

Deno.test("take() gives each reading once, oldest start first", () => {
  const backlog = new Backlog([epoch(1, 8, 9), epoch(3, 1, 2)]);
  assertEquals(names(backlog.take(3)), ["1:8", "1:9", "3:1"]);
  assertEquals(names(backlog.take(3)), ["3:2"]);
  assertEquals(backlog.take(3), []);
});

Deno.test("take() goes on with what is added later", () => {
  const current = epoch(1, 1, 2);
  const backlog = new Backlog([current]);
  backlog.take(5);
  current.waiting.add(3);
  assertEquals(names(backlog.take(5)), ["1:3"]);
});

Deno.test("rewind() begins again without what is settled", () => {
  const backlog = new Backlog([epoch(1, 1, 4)]);
  backlog.take(3);
  backlog.settle(999, [[2, 2]]);
  backlog.rewind();
  assertEquals(names(backlog.take(9)), ["1:1", "1:3", "1:4"]);
});

Deno.test("settle() returns only what waited", () => {
  const backlog = new Backlog([epoch(1, 3, 6), epoch(2, 1, 2)]);
  assertEquals(names(backlog.settle(999, [[1, 3], [6, 2 ** 53]])), ["1:3", "1:6"]);
  assertEquals(backlog.settle(12345, [[1, 9]]), []);
  assertEquals(backlog.count, 4);
});

Deno.test("evict() takes the oldest that was never taken", () => {
  const backlog = new Backlog([epoch(1, 1, 2), epoch(2, 1, 3)]);
  backlog.take(3);
  backlog.rewind();
  assertEquals(names([backlog.evict()!, backlog.evict()!]), ["2:2", "2:3"]);
});

Deno.test("evict() takes the oldest when all were taken", () => {
  const backlog = new Backlog([epoch(1, 1, 2)]);
  backlog.take(2);
  assertEquals(names([backlog.evict()!, backlog.evict()!]), ["1:1", "1:2"]);
  assertEquals(backlog.evict(), undefined);
});

Deno.test("forget() drops an epoch", () => {
  const old = epoch(1, 1, 1);
  const backlog = new Backlog([old, epoch(2, 1, 1)]);
  backlog.forget(old);
  assertEquals(names(backlog.take(9)), ["2:1"]);
  assertEquals(backlog.settle(old.epoch, [[1, 1]]), []);
});
