import { assertEquals, assertRejects } from "@std/assert";
import { timestamp } from "../postgres.ts";
import { FakeQueries } from "../testing/fake_queries.ts";
import { Unavailable } from "../unavailable.ts";
import { joined, sourcesOf, staleSpans, untilApplied } from "./rolled.ts";

const STEP = 600_000;
const ROLL_UP = { view: "v", table: "t", step: STEP, received: "at" };

Deno.test("staleSpans() names the steps that were written to since the refresh", async () => {
  const changed = [[5 * STEP, 6 * STEP + 1], [0, 2], [STEP, STEP]];
  // What the log has forgotten is known by when it was received.
  const came = [[20 * STEP, 20 * STEP + 3]];
  const view = [[17, 20, 2 * STEP]];
  const db = new FakeQueries({ ledger_view: view, ledger_changed: changed, ledger_came: came });
  assertEquals(await staleSpans(db, ROLL_UP), [
    { from: 0, to: 2 * STEP },
    { from: 5 * STEP, to: 7 * STEP },
    { from: 20 * STEP, to: 21 * STEP },
  ]);
  const parameters = db.asked.map(({ parameters }) => parameters);
  assertEquals(parameters, [["v"], ["17"], [timestamp(STEP)]]);
});

Deno.test("staleSpans() trusts no view that is not there, invalid or never refreshed", async () => {
  for (const ledger_view of [[], [[null, 5, 0]], [[-1, 5, 0]], [[1, 5, null]]]) {
    assertEquals(await staleSpans(new FakeQueries({ ledger_view }), ROLL_UP), "all");
  }
  const nulls = new FakeQueries({
    ledger_view: [[1, 5, 0]],
    ledger_changed: [[null, null]],
    ledger_came: [],
  });
  assertEquals(await staleSpans(nulls, ROLL_UP), "all");
});

Deno.test("staleSpans() does not ask for the log of a table that nothing was written to", async () => {
  const db = new FakeQueries({
    ledger_view: [[0, 0, 0]],
    ledger_changed: new Error("no such file"),
  });
  assertEquals(await staleSpans(db, ROLL_UP), []);
});

Deno.test("joined() joins what lies closest until there are few enough", () => {
  const spans = [[90, 100], [0, 10], [10, 20], [30, 40], [45, 50]].map(([from, to]) => ({
    from,
    to,
  }));
  assertEquals(joined(spans, 2), [{ from: 0, to: 50 }, { from: 90, to: 100 }]);
  assertEquals(joined(spans, 9).length, 4);
});

Deno.test("sourcesOf() gives each moment to the view or to the table", () => {
  const spans = [{ from: 10, to: 20 }, { from: 30, to: 40 }];
  const { view, table } = sourcesOf(spans);
  const parameters = [10, 20, 30, 40].map(timestamp);
  assertEquals([view?.parameters, table?.parameters], [parameters, parameters]);
  const holds = (sql: string, ts: number) => {
    const js = sql.replaceAll(/\$(\d)::timestamp/g, (_, n) => `${[10, 20, 30, 40][n - 1]}`)
      .replaceAll("OR", "||").replaceAll("AND", "&&").replaceAll("ts", `${ts}`);
    return new Function(`return ${js}`)() as boolean;
  };
  for (let ts = 0; ts <= 50; ts++) {
    const inside = (ts >= 10 && ts < 20) || (ts >= 30 && ts < 40);
    assertEquals([holds(view!.sql, ts), holds(table!.sql, ts)], [!inside, inside], `${ts}`);
  }
  assertEquals(sourcesOf("all").view, undefined);
  assertEquals(sourcesOf([]).table, undefined);
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
