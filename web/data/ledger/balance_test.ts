import { assertEquals } from "@std/assert";
import { seededRandom } from "../../../devices/lib/random.ts";
import type { Range } from "../../../devices/lib/ranges.ts";
import { balance, type EpochFacts, size } from "./balance.ts";

const NOTHING: EpochFacts = { produced: 0, oldest: 1, stored: [], deadLettered: [], evicted: [] };

/** Produced, stored, dead-lettered, waiting, evicted, missing. */
function sums(facts: Partial<EpochFacts>) {
  const found = balance({ ...NOTHING, ...facts });
  const { produced, stored, deadLettered, waiting, evicted, missing } = found;
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
    evicted: [[1, 6]],
  }, [6, 2, 2, 0, 2, []]],
  ["what was evicted does not wait", { produced: 6, oldest: 1, evicted: [[3, 4]] }, [
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

/** One seq after the other, as the rules say it. */
function naive({ produced: told, oldest, stored, deadLettered, evicted }: EpochFacts) {
  const has = (ranges: readonly Range[], seq: number) =>
    ranges.some(([from, to]) => from <= seq && seq <= to);
  const seen = [...stored, ...deadLettered].map(([, to]) => to);
  const produced = Math.max(told, 0, ...seen);
  const counts = { stored: 0, deadLettered: 0, evicted: 0, waiting: 0, missing: 0 };
  for (let seq = 1; seq <= produced; seq++) {
    if (has(stored, seq)) counts.stored++;
    else if (has(deadLettered, seq)) counts.deadLettered++;
    else if (has(evicted, seq)) counts.evicted++;
    else if (seq >= oldest) counts.waiting++;
    else counts.missing++;
  }
  return { produced, ...counts };
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
    const facts = {
      produced,
      oldest: 1 + upTo(produced),
      stored: ranges(40),
      deadLettered: ranges(40),
      evicted: ranges(30).filter(([, to]) => to <= produced),
    };
    const found = balance(facts);
    const missing = size(found.missing);
    assertEquals({ ...found, missing }, naive(facts), JSON.stringify(facts));
    const { stored, deadLettered, waiting, evicted } = found;
    assertEquals(found.produced, stored + deadLettered + waiting + evicted + missing);
  }
});
