import { assertEquals } from "@std/assert";
import { FakeQueries } from "../testing/fake_queries.ts";
import { closedEpochs, lasting } from "./closed.ts";

const DAY = 86_400_000;
const gap = (after: number, before: number) => ({
  after: { seq: after, ts: after },
  before: { seq: before, ts: before },
});

Deno.test("lasting() leaves out gaps in which a reading has come since", () => {
  const gaps = [gap(20, 30), gap(1, 9), gap(1, 4), gap(5, 9), gap(20, 25)];
  assertEquals(lasting(gaps), [gap(1, 4), gap(5, 9), gap(20, 25)]);
});

Deno.test("closedEpochs() reads days and gaps only where something is missing", async () => {
  const whole = new FakeQueries({ ledger_closed: [["a", 7, 0, 0, 3, 1, 3, 6, 5, 10, 30]] });
  const [{ pieces: [piece] }] = await closedEpochs(whole);
  assertEquals([piece.from, piece.to, piece.first, piece.last], [1, 3, 10, 30]);
  assertEquals(whole.names, ["ledger_closed"]);

  const broken = new FakeQueries({
    ledger_closed: [["a", 7, 0, 0, 6, 1, 8, 0, 0, 10, DAY + 8]],
    ledger_closed_days: [
      ["a", 7, 0, 0, 3, 1, 5, 0, 0, 1, 5],
      ["a", 7, DAY, 0, 3, 6, 8, 21, 110, DAY + 6, DAY + 8],
    ],
    ledger_closed_gaps: [["a", 7, 0, 2, 2, 5, 5], ["a", 7, 0, 6, DAY + 6, 8, DAY + 8]],
  });
  const [{ pieces }] = await closedEpochs(broken);
  assertEquals(pieces.map(({ from, to }) => [from, to]), [[1, 2], [5, 5], [6, 8]]);
});
