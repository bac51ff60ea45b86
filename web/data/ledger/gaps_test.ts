import { assertEquals } from "@std/assert";
import { type Cell, timestamp } from "../postgres.ts";
import { FakeQueries } from "../testing/fake_queries.ts";
import { type BrokenBlock, Gaps } from "./gaps.ts";

function block(device: string, block: number, readings: number): BrokenBlock {
  const from = block * 4096 + 1;
  const tally = { from, to: from + 99, readings, seqSum: 0, squareSum: 0, first: from, last: 900 };
  return { device, epoch: 7, block, tally };
}

Deno.test("Gaps.of() reads each block once, until it changes", async () => {
  const db = new FakeQueries({
    ledger_gaps: [["a", 7, 0, 50, 5, 60, 6], ["a", 7, 0, 3, 1, 5, 2], ["b", 7, 0, 9, 1, 20, 2]],
  });
  const gaps = new Gaps(db);
  const [a, b] = [block("a", 0, 88), block("b", 0, 90)];
  const found = await gaps.of([a, b]);
  assertEquals(found.get(a)?.map(({ after, before }) => [after.seq, before.seq]), [
    [3, 5],
    [50, 60],
  ]);
  assertEquals(found.get(b)?.length, 1);
  assertEquals(db.asked[0].parameters, [timestamp(1), timestamp(900), "a", "b"]);
  await gaps.of([a, b]);
  assertEquals(db.asked.length, 1);
  await gaps.of([a, block("b", 0, 91)]);
  assertEquals(db.asked[1].parameters.slice(2), ["b"]);
});

Deno.test("Gaps.of() takes no gap that lies outside of what a block is known to hold", async () => {
  const db = new FakeQueries({
    ledger_gaps: [["a", 7, 0, 98, 5, 100, 6], ["a", 7, 0, 100, 6, 103, 7]],
  });
  const one = block("a", 0, 88);
  const gaps = (await new Gaps(db).of([one])).get(one)!;
  assertEquals(gaps.map(({ before }) => before.seq), [100]);
});

Deno.test("Gaps.of() reads together what is of the same time, and nothing of the time between", async () => {
  const db = new FakeQueries();
  const at = (device: string, hours: number, length = 1) => {
    const first = hours * 3_600_000;
    const last = first + length * 3_600_000;
    return { ...block(device, 0, 88), tally: { ...block(device, 0, 88).tally, first, last } };
  };
  await new Gaps(db).of([at("a", 50), at("b", 0, 9), at("c", 1), at("d", 9.5), at("e", 12)]);
  assertEquals(db.asked.map(({ parameters }) => parameters.slice(2)), [["b", "c", "d"], ["e"], [
    "a",
  ]]);
  await new Gaps(db).of(Array.from({ length: 33 }, (_, i) => at(`v${i}`, 0)));
  assertEquals(db.asked.slice(3).map(({ parameters }) => parameters.length - 2), [32, 1]);
});

Deno.test("Gaps.of() asks few questions of a device whose numbers are scattered", async () => {
  const db = new FakeQueries();
  const blocks = (count: number, readings: number) =>
    Array.from({ length: count }, (_, i) => {
      const one = block("a", i, readings);
      return { ...one, tally: { ...one.tally, first: i, last: i } };
    });
  await new Gaps(db).of(blocks(1000, 4));
  assertEquals(db.asked.map(({ parameters }) => parameters.slice(2)), [["a"]]);
  await new Gaps(db).of(blocks(65, 4096));
  assertEquals(db.asked.length, 1 + 3);
});

Deno.test("Gaps.of() keeps apart what two ask of a block that grows meanwhile", async () => {
  const answers: ((rows: Cell[][]) => void)[] = [];
  const gaps = new Gaps({ rows: () => new Promise((answer) => answers.push(answer)) });
  const [before, after] = [block("a", 0, 88), block("a", 0, 98)];
  const other = { ...block("b", 0, 88), tally: { ...before.tally, first: 9e8, last: 9e8 } };
  const gap = (from: number, to: number): Cell[] => ["a", 7, 0, from, 1, to, 2];
  const answer = async (question: number, ...rows: Cell[][]) => {
    answers[question](rows);
    await new Promise((done) => setTimeout(done));
  };
  const first = gaps.of([before, other]);
  await answer(0, gap(3, 16));
  const second = gaps.of([after]);
  await answer(2, gap(3, 6));
  await answer(1); // of the other block
  const seqs = [(await first).get(before), (await second).get(after)]
    .map((found) => found?.map((one) => one.before.seq));
  assertEquals(seqs, [[16], [6]]);
});
