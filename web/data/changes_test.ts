import { assertEquals } from "@std/assert";
import { changedRange } from "./changes.ts";
import { FakeQueries } from "./testing/fake_queries.ts";

Deno.test("changedRange() gives the times and the rows of the transactions since the last look", async () => {
  const db = new FakeQueries({ changed_range: [[1000, 3000, 7, 3]] });
  assertEquals(await changedRange(db, 4, 7), { times: { from: 1000, to: 3000 }, rows: 7 });
  assertEquals(db.asked[0].parameters, ["4", "7"]);
});

Deno.test("changedRange() knows no times if the log has forgotten transactions, or keeps none", async () => {
  for (const answer of [[1000, 3000, 7, 2], [null, null, 7, 3]]) {
    const db = new FakeQueries({ changed_range: [answer] });
    assertEquals((await changedRange(db, 4, 7)).times, null);
  }
});
