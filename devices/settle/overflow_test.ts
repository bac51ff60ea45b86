import { assert, assertEquals } from "@std/assert";
import { newEpoch } from "./epoch.ts";
import { Overflow } from "./overflow.ts";
import { Settlement } from "./settlement.ts";

Deno.test("isOver() gives up no more than needed while there are few ranges", () => {
  const overflow = new Overflow(100);
  const over = (kept: number, ranges: number) => overflow.isOver(kept, () => ranges);
  assertEquals([over(100, 0), over(101, 1), over(100, 1), over(101, 16), over(100, 16)], [
    ...[false, true, false, true, false],
  ]);
});

Deno.test("isOver() gives up a run as long as there are ranges, at most a quarter of all", () => {
  for (const [ranges, least] of [[20, 96], [30, 86], [900, 75]]) {
    const overflow = new Overflow(100);
    let kept = 101;
    while (overflow.isOver(kept, () => ranges)) kept--;
    assertEquals(kept, least);
    assertEquals([100, 101].map((kept) => overflow.isOver(kept, () => ranges)), [false, true]);
  }
});

Deno.test("a device that makes twice what it gets rid of leaves few ranges", () => {
  const [limit, window, readings] = [1012, 256, 40_000];
  const epoch = newEpoch(1, 7);
  const options = { window, gapGrace: 5000, probeAfter: 30_000, random: () => 0.5 };
  const settlement = new Settlement([epoch], options, 0);
  const { epochs } = settlement;
  const overflow = new Overflow(limit);
  const sent: number[] = [];
  for (let now = 1; now <= readings; now++) {
    epoch.waiting.add(++epoch.produced);
    while (overflow.isOver(epochs.waiting, () => epochs.scattered())) settlement.overflow();
    for (const { seq } of settlement.next(now, Infinity).publish) sent.push(seq);
    const oldest = sent[0];
    if (now % 2 > 0 || oldest === undefined) continue;
    settlement.stored(7, [[oldest, oldest]], now);
    sent.shift();
  }
  const { count, ranges } = epoch.evicted.overflow;
  assert(count > readings / 3, `${count} were given up`);
  assert(ranges < 2 * Math.sqrt(count), `they are ${ranges} ranges`);

  // Nothing is published any more: each that goes lies beside the one before.
  for (let more = 1; more <= 3 * limit; more++) {
    epoch.waiting.add(++epoch.produced);
    while (overflow.isOver(epochs.waiting, () => epochs.scattered())) settlement.overflow();
  }
  assertEquals(epochs.waiting, limit);
});
