import { assertEquals } from "@std/assert";
import { type Epoch, newEpoch } from "./epoch.ts";
import { Settlement } from "./settlement.ts";

const HOUR = 3_600_000;

/** A settlement of one epoch whose readings 1 to `last` are written, and a clock in seconds. */
function setUp({ last = 0, window = 4, published = 0, random = 0.999999, limit = 1e9 } = {}) {
  const epoch = newEpoch(1, 4711, { produced: last, published });
  if (last > 0) epoch.waiting.add(1, last);
  const options = { window, gapGrace: 5000, probeAfter: 30_000, random: () => random };
  const settlement = new Settlement([epoch], options, 0);
  return {
    epoch,
    settlement,
    /** What is published at a moment. */
    at: (seconds: number) => settlement.next(seconds * 1000, limit).publish.map(({ seq }) => seq),
    stored: (seconds: number, ...seqs: number[]) =>
      settlement.stored(4711, seqs.map((seq) => [seq, seq]), seconds * 1000),
    nextAt: (seconds: number) => settlement.nextAt(seconds * 1000),
  };
}

function epochs(...list: [start: number, from: number, to: number, published: number][]): Epoch[] {
  return list.map(([start, from, to, published]) => {
    const epoch = newEpoch(start, 1000 - start, { produced: to, published });
    epoch.waiting.add(from, to);
    return epoch;
  });
}

Deno.test("next() publishes in order, at most a window that is not stored", () => {
  const { at, stored, settlement } = setUp({ last: 10 });
  assertEquals(at(0), [1, 2, 3, 4]);
  assertEquals(at(1), []);
  stored(1, 1, 2);
  assertEquals(at(1), [5, 6]);
  assertEquals(settlement.outstanding, 4);
});

Deno.test("next() publishes no more than there is room for", () => {
  const { at } = setUp({ last: 10, limit: 3 });
  assertEquals([at(0), at(0), at(0)], [[1, 2, 3], [4], []]);
});

Deno.test("next() gives each epoch its turn, in the order in which they were drawn", () => {
  const list = epochs([1, 8, 9, 0], [3, 1, 2, 0], [7, 1, 1, 0]);
  const options = { window: 9, gapGrace: 5000, probeAfter: 30_000, random: Math.random };
  const { publish } = new Settlement(list, options, 0).next(0, 9);
  assertEquals(publish.map(({ epoch, seq }) => `${epoch.start}:${seq}`), [
    "1:8",
    "1:9",
    "3:1",
    "3:2",
    "7:1",
  ]);
});

Deno.test("next() publishes again what a later reading has overtaken for the grace", () => {
  const { at, stored, nextAt } = setUp({ last: 4 });
  at(0);
  stored(1, 2, 4);
  assertEquals(nextAt(1), 6000);
  assertEquals(at(5.999), []);
  assertEquals(at(6), [1, 3]);
  assertEquals(at(7), []);
});

Deno.test("next() takes silence for no evidence, nor what was published before", () => {
  const { at, stored } = setUp({ last: 4 });
  at(0);
  stored(1, 1, 2);
  assertEquals(at(14), []);
});

Deno.test("next() counts a publication of its own as the latest", () => {
  const { at, stored } = setUp({ last: 2, window: 2 });
  at(0);
  stored(1, 2);
  assertEquals(at(6), [1]);
  assertEquals(at(20), []); // nothing was published after that
});

Deno.test("next() waits twice as long for each time that a reading was lost, half a minute at most", () => {
  const { at, stored, epoch } = setUp({ last: 2, window: 2 });
  at(0);
  stored(0, 2);
  let now = 0;
  for (const wait of [5, 10, 20, 30, 30]) {
    assertEquals(at(now + wait - 0.001), []);
    assertEquals(at(now + wait), [1]);
    now += wait;
    epoch.waiting.add(++epoch.produced);
    at(now); // a later one …
    stored(now, epoch.produced); // … is stored at once
  }
});

Deno.test("next() gives a slow way more time, 20 s at most", () => {
  for (const [way, grace] of [[1, 5], [12, 12], [60, 20]]) {
    const { at, stored } = setUp({ last: 3, random: 0.999999 });
    at(0);
    stored(way, 1, 3);
    assertEquals(at(way + grace - 0.001).includes(2), false);
    assertEquals(at(way + grace), [2]);
  }
});

Deno.test("next() leaves the window to others when a reading was lost three times", () => {
  const { at, epoch, settlement } = setUp({ last: 1, window: 2 });
  at(0);
  for (const now of [0, 5, 15, 35]) {
    evidence(epoch, settlement, now); // publishes reading 1 again, and counts it as lost
    epoch.waiting.add(epoch.produced + 1, epoch.produced + 2);
    const room = at(now).length;
    assertEquals(room, now < 35 ? 1 : 2);
    settlement.stored(4711, [[2, 999]], now * 1000);
    epoch.produced += 2;
  }
});

/** A reading that is published and stored at once. */
function evidence(epoch: Epoch, settlement: Settlement, seconds: number): void {
  epoch.waiting.add(++epoch.produced);
  settlement.next(seconds * 1000, 9);
  settlement.stored(epoch.epoch, [[epoch.produced, epoch.produced]], seconds * 1000);
}

Deno.test("next() gives up what was lost twenty times in more than an hour", () => {
  const { settlement, epoch } = setUp({ last: 1, window: 200 });
  let lost = 0;
  let given: number[] = [];
  for (let now = 0; now < 2 * HOUR && given.length === 0; now += 1000) {
    const { publish, evict } = settlement.next(now, 99);
    if (publish.some(({ seq }) => seq === 1)) lost++;
    given = evict.map(({ seq }) => seq);
    if (given.length > 0) assertEquals(now > HOUR, true);
    else evidence(epoch, settlement, now / 1000);
  }
  assertEquals(given, [1]);
  assertEquals(lost > 20, true);
  assertEquals([...epoch.evicted.unanswered], [[1, 1]]);
  assertEquals([epoch.waiting.has(1), settlement.outstanding], [false, 0]);
});

Deno.test("next() gives nothing up while nothing is answered", () => {
  const { settlement, epoch } = setUp({ last: 9 });
  for (let now = 0; now < 48 * HOUR; now += 10_000) {
    assertEquals(settlement.next(now, 99).evict, []);
  }
  assertEquals(epoch.waiting.count, 9);
});

Deno.test("next() probes a silence with one reading, ever more rarely", () => {
  const { at } = setUp({ last: 3 });
  assertEquals(at(0), [1, 2, 3]);
  const probes: [number, number[]][] = [];
  for (let now = 1; now < 3600; now++) {
    const seqs = at(now);
    if (seqs.length > 0) probes.push([now, seqs]);
  }
  // Waits of the whole time: 30, 60, 120, 240, 480 and then 600 s.
  assertEquals(probes.map(([now]) => now), [30, 90, 210, 450, 930, 1530, 2130, 2730, 3330]);
  // Published least often, among these last.
  assertEquals(probes.slice(0, 6).map(([, seqs]) => seqs), [[3], [2], [1], [1], [2], [3]]);
});

Deno.test("next() probes at most fifteen times an hour", () => {
  const { at } = setUp({ last: 3, random: 0 });
  at(0);
  let probes = 0;
  for (let now = 1; now <= 3600; now++) probes += at(now).length;
  assertEquals(probes, 15);
});

Deno.test("next() probes no more often than it hears nothing", () => {
  const { at, stored, epoch } = setUp({ last: 2 });
  at(0);
  assertEquals(at(30), [2]);
  stored(40, 2);
  assertEquals(at(46), [1]); // lost: the other one was published later
  epoch.waiting.add(3);
  assertEquals(at(60), [3]);
  assertEquals(at(89), []);
  assertEquals(at(90), [3]); // 30 s again, not 60
});

Deno.test("answered() brings the next probe forward after a silence, and only then", () => {
  const { at, settlement, nextAt } = setUp({ last: 2, random: 0.5 });
  at(0);
  settlement.answered(10_000);
  settlement.answered(39_000); // 29 s after it was heard last
  assertEquals(nextAt(39), 39_000); // due since 22.5 s
  assertEquals(at(39), [2]);
  assertEquals(nextAt(39), 84_000);
  settlement.answered(70_000);
  assertEquals(nextAt(70), 75_000);
  settlement.answered(74_000); // does not postpone it
  assertEquals(at(75), [1]);
});

Deno.test("connected() brings the next probe forward", () => {
  const { at, settlement, nextAt } = setUp({ last: 2, random: 0.5 });
  at(0);
  for (const now of [30, 90, 210]) at(now);
  settlement.connected(211_000);
  assertEquals(nextAt(211), 216_000);
});

Deno.test("nextAt() is never while there is nothing to do", () => {
  const { at, stored, nextAt, epoch } = setUp();
  assertEquals(nextAt(0), undefined);
  epoch.waiting.add(1);
  assertEquals(nextAt(3), 3000);
  at(3);
  stored(3, 1);
  assertEquals(nextAt(3), undefined);
});

Deno.test("Settlement begins with what was published before as published, the rest in order", () => {
  const { at, stored, settlement } = setUp({ last: 8, published: 3, window: 5 });
  assertEquals(settlement.outstanding, 3);
  assertEquals(at(0), [4, 5]);
  stored(1, 1, 3);
  assertEquals(at(1), [6, 7]);
  assertEquals(at(6), [2]);
});

Deno.test("stored() passes over what does not wait", () => {
  const { settlement, at } = setUp({ last: 3, window: 2 });
  at(0);
  assertEquals(settlement.stored(1, [[1, 3]], 0).removed, []);
  assertEquals(settlement.stored(4711, [[2, 2 ** 53 - 1]], 0).removed, [[2, 3]]);
  assertEquals(settlement.stored(4711, [[2, 2]], 0).removed, []);
  assertEquals(settlement.epochs.waiting, 1);
});

Deno.test("refused() has a reading published again, before anything newer", () => {
  const { settlement, epoch, at, stored } = setUp({ last: 6 });
  at(0);
  settlement.refused({ epoch, seq: 2 });
  settlement.refused({ epoch, seq: 3 });
  stored(0, 1);
  assertEquals(at(0), [2, 3, 5]);
  settlement.refused({ epoch, seq: 1 }); // it has arrived in the meantime
  assertEquals(at(0), []);
});

Deno.test("overflow() takes the oldest that was never published, or the oldest", () => {
  const { settlement, epoch, at } = setUp({ last: 6 });
  at(0);
  const seqs = Array.from({ length: 4 }, () => settlement.overflow()?.seq);
  assertEquals(seqs, [5, 6, 1, 2]);
  assertEquals([...epoch.evicted.overflow], [[1, 2], [5, 6]]);
  assertEquals([settlement.outstanding, settlement.epochs.waiting], [2, 2]);
});
