import { assertEquals } from "@std/assert";
import { addTallies, isWhole, type Tally, withoutGaps } from "./pieces.ts";

/** The tally of readings, as the database makes it. */
function tally(seqs: readonly number[]): Tally {
  const sum = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    from: Math.min(...seqs),
    to: Math.max(...seqs),
    first: Math.min(...seqs) * 1000,
    last: Math.max(...seqs) * 1000,
    readings: seqs.length,
    seqSum: sum(seqs),
    squareSum: sum(seqs.map((seq) => ((seq - 1) % 4096) ** 2)),
  };
}

function run(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

Deno.test("isWhole() knows a run, wherever it begins and ends", () => {
  for (const [from, to] of [[1, 1], [1, 4096], [4096, 4097], [5, 9000], [4097, 8192]]) {
    assertEquals(isWhole(tally(run(from, to))), true, `${from}-${to}`);
  }
});

Deno.test("isWhole() sees a gap, also where another reading is there twice in its place", () => {
  const seqs = run(1, 9000);
  const without = (...gone: number[]) => seqs.filter((seq) => !gone.includes(seq));
  assertEquals(isWhole(tally(without(500))), false);
  assertEquals(isWhole(tally([...seqs, 7])), false);
  assertEquals(isWhole(tally([...without(500), 499])), false);
  assertEquals(isWhole(tally([...without(500, 503), 501, 502])), false); // as the sum has it
  assertEquals(isWhole(tally([...without(500), 500 + 4096])), false); // as the squares have it
});

Deno.test("isWhole() does not vouch for what it can't count", () => {
  assertEquals(isWhole(tally([0, 1])), false);
  assertEquals(isWhole(tally([Number.MAX_SAFE_INTEGER])), false);
});

Deno.test("addTallies() gives the tally of both", () => {
  const seqs = run(3, 10);
  assertEquals(addTallies(tally(seqs.slice(4)), tally(seqs.slice(0, 4))), tally(seqs));
});

Deno.test("withoutGaps() leaves the pieces, with the times around the gaps", () => {
  const gap = (after: number, before: number) => ({
    after: { seq: after, ts: after * 1000 },
    before: { seq: before, ts: before * 1000 },
  });
  const whole = { from: 1, to: 9, first: 1000, last: 9000 };
  assertEquals(withoutGaps(whole, []), [whole]);
  assertEquals(withoutGaps(whole, [gap(2, 4), gap(4, 8)]), [
    { from: 1, to: 2, first: 1000, last: 2000 },
    { from: 4, to: 4, first: 4000, last: 4000 },
    { from: 8, to: 9, first: 8000, last: 9000 },
  ]);
});
