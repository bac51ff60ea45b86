import { assertEquals } from "@std/assert";
import { Untold } from "./untold.ts";

function told(...readings: [epoch: number, seq: number][]) {
  const untold = new Untold("a");
  for (const [epoch, seq] of readings) untold.add(epoch, seq);
  return untold.take();
}

Deno.test("Untold.take() gives runs of seq by epoch", () => {
  assertEquals(told([5, 1], [5, 2], [6, 1], [5, 3]), [[5, [[1, 3]]], [6, [[1, 1]]]]);
});

Deno.test("Untold.take() bears disorder, repeats and gaps", () => {
  const seqs = [7, 8, 9, 4, 5, 3, 8, 1, 6, 20, 20];
  assertEquals(told(...seqs.map((seq): [number, number] => [5, seq])), [
    [5, [[1, 1], [3, 9], [20, 20]]],
  ]);
  assertEquals(told([5, 1], [5, 1], [5, 2]), [[5, [[1, 2]]]]);
});

Deno.test("Untold.take() takes each reading once", () => {
  const untold = new Untold("a");
  untold.add(5, 1);
  assertEquals(untold.count, 1);
  untold.take();
  assertEquals([untold.count, untold.take()], [0, []]);
  untold.add(5, 2);
  assertEquals(untold.take(), [[5, [[2, 2]]]]);
});
