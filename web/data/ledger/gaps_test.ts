import { assertEquals } from "@std/assert";
import { timestamp } from "../postgres.ts";
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
  assertEquals(db.asked[0].parameters, [
    ...[timestamp(1), timestamp(900)],
    ...["a", "7", "1", "100", "b", "7", "1", "100"],
  ]);
  await gaps.of([a, b]);
  assertEquals(db.asked.length, 1);
  await gaps.of([a, block("b", 0, 91)]);
  assertEquals(db.asked[1].parameters.slice(2), ["b", "7", "1", "100"]);
});
