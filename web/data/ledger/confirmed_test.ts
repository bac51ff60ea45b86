import { assertEquals } from "@std/assert";
import type { Range } from "../../../devices/lib/ranges.ts";
import { Confirmed } from "./confirmed.ts";
import { drawDevice, type DrawnDevice } from "./draw_up_device.ts";

/** A device that has produced ten readings and lacks some of them. */
function lacking(...missing: Range[]): DrawnDevice {
  const edges = [0, ...missing.flat(), 11];
  const pieces = missing.map((_, i) => [edges[2 * i] + 1, edges[2 * i + 1] - 1])
    .concat([[edges[edges.length - 2] + 1, 10]])
    .filter(([from, to]) => from <= to)
    .map(([from, to]) => ({ from, to, first: from, last: to }));
  const tally = { from: 1, to: 10, first: 1, last: 10, readings: 0, seqSum: 0, squareSum: 0 };
  return drawDevice({
    device: "a",
    told: [
      { device: "a", epoch: 7, account: 1, produced: 10, oldest: 11, evicted: 0, told: 20 },
    ],
    evictions: new Map(),
    stored: [{ device: "a", epoch: 7, pieces, tally }],
    letters: undefined,
    applied: true,
  });
}

Deno.test("Confirmed doubts what was not looked for, and nothing of what was", () => {
  const confirmed = new Confirmed();
  const doubted = (...missing: Range[]) => confirmed.doubted([lacking(...missing)]).length === 1;
  assertEquals(lacking([3, 4]).ledger.missing, 2);
  assertEquals(doubted(), false, "nothing is missing");
  assertEquals(doubted([3, 4]), true);
  confirmed.note([lacking([3, 4], [8, 8])]);
  assertEquals(doubted([3, 4], [8, 8]), false);
  assertEquals(doubted([3, 5], [8, 8]), true, "one more");
  assertEquals(doubted([4, 4]), false, "3 and 8 have come");
  assertEquals(doubted([3, 4]), true, "and are gone again");
});

Deno.test("Confirmed doubts nothing while nobody can say what is missing", () => {
  const { ledger, epochs } = lacking([3, 4]);
  const unsaid = { ledger: { ...ledger, missing: null }, epochs };
  assertEquals(new Confirmed().doubted([unsaid]), []);
});
