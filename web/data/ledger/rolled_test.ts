import { assertEquals, assertRejects } from "@std/assert";
import { FakeQueries } from "../testing/fake_queries.ts";
import { Unavailable } from "../unavailable.ts";
import { joined, ofDevice, ofDevices, sourcesOf, untilApplied, type Where } from "./rolled.ts";

Deno.test("joined() joins what lies closest until there are few enough", () => {
  const spans = [[90, 100], [0, 10], [10, 20], [30, 40], [45, 50]].map(([from, to]) => ({
    from,
    to,
  }));
  assertEquals(joined(spans, 2), [{ from: 0, to: 50 }, { from: 90, to: 100 }]);
  assertEquals(joined(spans, 9).length, 4);
});

/** How many of some conditions hold at a moment. */
function holding(conditions: readonly Where[], ts: number): number {
  return conditions.filter(({ sql, parameters }) => {
    const [from, to = Infinity] = parameters.map((text) => Number(text) / 1000);
    assertEquals(sql, to === Infinity ? "ts >= $1" : "ts >= $1 AND ts < $2");
    return ts >= from && ts < to;
  }).length;
}

Deno.test("sourcesOf() gives each moment to the view or to the table, once", () => {
  const stale = [{ from: 10, to: 20 }, { from: 30, to: 40 }];
  for (const since of [undefined, 5, 15, 20, 25, 35, 45]) {
    const { view, table } = sourcesOf(stale, since);
    for (let ts = 0; ts <= 50; ts++) {
      const isStale = stale.some(({ from, to }) => ts >= from && ts < to);
      const expected = ts < (since ?? 0) ? [0, 0] : isStale ? [0, 1] : [1, 0];
      assertEquals([holding(view, ts), holding(table, ts)], expected, `${ts} since ${since}`);
    }
  }
  assertEquals(sourcesOf("all", 7), {
    view: [],
    table: [{ sql: "ts >= $1", parameters: ["7000"] }],
  });
  assertEquals(sourcesOf([]).table, []);
});

Deno.test("ofDevice() and ofDevices() add to a condition", () => {
  const where = { sql: "ts >= $1", parameters: ["7"] };
  assertEquals(ofDevice(where, undefined), where);
  assertEquals(ofDevices(where, ["a", "b", "a"]), {
    sql: "ts >= $1 AND (device_id = $2 OR device_id = $3)",
    parameters: ["7", "a", "b"],
  });
});

Deno.test("untilApplied() waits for what was taken when it began", async () => {
  let applied = 3;
  const db = new FakeQueries();
  db.rows = () => Promise.resolve([["t", 5 + applied, ++applied]]);
  assertEquals(await untilApplied(db, ["t"], async () => {}), true);
  assertEquals(applied, 8);
});

Deno.test("untilApplied() gives up on a table that stays behind, or that is not there", async () => {
  const stuck = new FakeQueries({ ledger_applied: [["t", 5, 4]] });
  assertEquals(await untilApplied(stuck, ["t"], async () => {}), false);
  await assertRejects(() => untilApplied(new FakeQueries(), ["t"], async () => {}), Unavailable);
});
