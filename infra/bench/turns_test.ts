import { assertEquals } from "@std/assert";
import { inTurns } from "./turns.ts";

Deno.test("inTurns() goes round, and sorts the results by what was measured", async () => {
  const order: string[] = [];
  const results = await inTurns(["a", "b"], 2, (one, round) => {
    order.push(one);
    return Promise.resolve(`${one}${round}`);
  });
  assertEquals(order, ["a", "b", "a", "b"]);
  assertEquals(results, [["a1", "a2"], ["b1", "b2"]]);
});
