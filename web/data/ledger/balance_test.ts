import { assertEquals } from "@std/assert";
import { seededRandom } from "../../../devices/lib/random.ts";
import type { Range } from "../../../devices/lib/ranges.ts";
import { balance, type EpochFacts } from "./balance.ts";

const NOTHING: EpochFacts = { produced: 0, oldest: 1, stored: [], deadLettered: [], evicted: [] };

/** Produced, stored, dead-lettered, waiting, evicted, and the missing seqs. */
function sums(facts: Partial<EpochFacts>) {
  const { produced, stored, deadLettered, waiting, evicted, parts } = balance({
    ...NOTHING,
    ...facts,
  });
  const missing = parts.filter(({ fate }) => fate === "missing").map(({ from, to }) => [from, to]);
  return [produced, stored, deadLettered, waiting, evicted, missing];
}

const CASES: readonly [string, Partial<EpochFacts>, unknown[]][] = [
  ["nothing", {}, [0, 0, 0, 0, 0, []]],
  ["all stored", { produced: 5, oldest: 6, stored: [[1, 5]] }, [5, 5, 0, 0, 0, []]],
  ["all waiting", { produced: 5, oldest: 1 }, [5, 0, 0, 5, 0, []]],
  ["a gap below oldest is missing", { produced: 9, oldest: 8, stored: [[1, 3], [6, 6]] }, [
    ...[9, 4, 0, 2, 0],
    [[4, 5], [7, 7]],
  ]],
  ["a gap from oldest on waits", { produced: 9, oldest: 4, stored: [[1, 3], [6, 6]] }, [
    ...[9, 4, 0, 5, 0],
    [],
  ]],
  ["a reading that was seen was produced", { produced: 2, oldest: 3, stored: [[1, 4]] }, [
    ...[4, 4, 0, 0, 0],
    [],
  ]],
  ["so was one that was seen as a letter", {
    produced: 2,
    oldest: 3,
    stored: [[1, 2]],
    deadLettered: [[4, 4]],
  }, [4, 2, 1, 1, 0, []]],
  ["stored before dead-lettered before evicted", {
    produced: 6,
    oldest: 7,
    stored: [[1, 2]],
    deadLettered: [[2, 4]],
    evicted: [[1, 6, "overflow"]],
  }, [6, 2, 2, 0, 2, []]],
  ["what was evicted does not wait", { produced: 6, oldest: 1, evicted: [[3, 4, "overflow"]] }, [
    ...[6, 0, 0, 4, 2],
    [],
  ]],
  ["a letter twice is one", { produced: 3, oldest: 4, deadLettered: [[2, 2], [2, 2]] }, [
    ...[3, 0, 1, 0, 0],
    [[1, 1], [3, 3]],
  ]],
  ["no device begins below 1", { produced: 2, oldest: 3, stored: [[0, 2]] }, [2, 2, 0, 0, 0, []]],
  ["an epoch that no account names", { stored: [[2, 3]] }, [3, 2, 0, 1, 0, []]],
];

for (const [name, facts, expected] of CASES) {
  Deno.test(`balance() of an epoch: ${name}`, () => assertEquals(sums(facts), expected));
}

Deno.test("balance() says of each part what became of it, and why it was evicted", () => {
  const { parts } = balance({
    ...{ produced: 12, oldest: 11, stored: [[3, 4], [9, 9]] },
    deadLettered: [[6, 6], [5, 5], [4, 4]],
    evicted: [[1, 2, "unanswered"], [7, 10, "overflow"]],
  });
  assertEquals(parts.map(({ from, to, fate, reason }) => [from, to, fate, reason]), [
    [1, 2, "evicted", "unanswered"],
    [5, 6, "dead-lettered", null],
    [7, 8, "evicted", "overflow"],
    [10, 10, "evicted", "overflow"],
    [11, 12, "waiting", null],
  ]);
});

/** What became of each seq, as the rules say it. */
function naive({ produced: told, oldest, stored, deadLettered, evicted }: EpochFacts) {
  const has = (ranges: readonly (readonly [number, number, ...unknown[]])[], seq: number) =>
    ranges.some(([from, to]) => from <= seq && seq <= to);
  const seen = [...stored, ...deadLettered].map(([, to]) => to);
  const produced = Math.max(told, 0, ...seen);
  return Array.from({ length: produced }, (_, i) => {
    const seq = i + 1;
    if (has(stored, seq)) return "stored";
    if (has(deadLettered, seq)) return "dead-lettered";
    if (has(evicted, seq)) return "evicted";
    return seq >= oldest ? "waiting" : "missing";
  });
}

Deno.test("balance() agrees with counting seq by seq, and always balances", () => {
  const random = seededRandom("balance");
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const ranges = (most: number) =>
    Array.from({ length: upTo(6) }, (): Range => {
      const from = 1 + upTo(most);
      return [from, from + upTo(5)];
    });
  for (let run = 0; run < 2000; run++) {
    const produced = upTo(40);
    const facts: EpochFacts = {
      produced,
      oldest: 1 + upTo(produced),
      stored: ranges(40),
      deadLettered: ranges(40),
      evicted: ranges(30).filter(([, to]) => to <= produced)
        .map(([from, to]) => [from, to, "overflow"]),
    };
    const { parts, ...found } = balance(facts);
    const { stored, deadLettered, waiting, evicted, missing } = found;
    assertEquals(found.produced, stored + deadLettered + waiting + evicted + missing);
    const fates = Array<string>(found.produced).fill("stored");
    for (const { from, to, fate } of parts) fates.fill(fate, from - 1, to);
    assertEquals(fates, naive(facts), JSON.stringify(facts));
    const sums = { "dead-lettered": deadLettered, waiting, evicted, missing, stored };
    for (const [fate, sum] of Object.entries(sums)) {
      assertEquals(fates.filter((one) => one === fate).length, sum, JSON.stringify(facts));
    }
  }
});
