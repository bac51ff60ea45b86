import { assertEquals } from "@std/assert";
import { type Cell, StatementError, timestamp } from "../postgres.ts";
import { FakeQueries } from "../testing/fake_queries.ts";
import type { RollUp } from "./rolled.ts";
import { StaleSteps } from "./stale_steps.ts";

const STEP = 600_000;
const ROLL_UP: RollUp = { view: "v", table: "t", step: STEP, received: "at" };
const AT = 2 * STEP;

/** A step from its number to its end. */
function step(number: number, to = number + 1) {
  return { from: number * STEP, to: to * STEP };
}

Deno.test("StaleSteps.read() names the steps that were written to since the refresh", async () => {
  const logged = [[5 * STEP, 6 * STEP + 1, 20, 1], [0, 2, 19, 1], [STEP, STEP, 18, 1]];
  const db = new FakeQueries({ ledger_view: [[17, 20, AT]], ledger_changed: logged });
  assertEquals(await new StaleSteps(db, ROLL_UP).read(), [step(0, 2), step(5, 7)]);
  assertEquals(db.asked.map(({ parameters }) => parameters), [["v"], ["17"]]);
});

Deno.test("StaleSteps.read() searches for what the log has forgotten", async () => {
  const db = new FakeQueries({
    ledger_view: [[17, 20, AT]],
    ledger_changed: [[5 * STEP, 5 * STEP, 20, 2]],
    ledger_came: [[20 * STEP, 20 * STEP + 3]],
  });
  assertEquals(await new StaleSteps(db, ROLL_UP).read(), [step(5), step(20)]);
  assertEquals(db.asked[2].parameters, [timestamp(AT - STEP)]);
});

Deno.test("StaleSteps.read() searches once, and then goes on where it was", async () => {
  const answers: Record<string, Cell[][]> = {
    ledger_view: [[17, 20, AT]],
    ledger_changed: [],
    ledger_came: [[3 * STEP, 3 * STEP]],
  };
  const db = new FakeQueries(answers);
  const stale = new StaleSteps(db, ROLL_UP);
  assertEquals(await stale.read(), [step(3)]);
  // The log of three transactions; the one that was searched for is remembered.
  answers.ledger_view = [[17, 23, AT]];
  answers.ledger_changed = [[8 * STEP, 8 * STEP, 23, 3]];
  assertEquals(await stale.read(), [step(3), step(8)]);
  // A refresh that has seen the first of them.
  answers.ledger_view = [[20, 24, AT]];
  answers.ledger_changed = [[8 * STEP, 8 * STEP, 24, 1]];
  assertEquals(await stale.read(), [step(8)]);
  assertEquals(db.names.filter((name) => name === "ledger_came").length, 1);
  assertEquals(db.asked.at(-1)?.parameters, ["23"]);
  // One that has seen more than is known of: begin anew.
  answers.ledger_view = [[30, 31, AT]];
  answers.ledger_changed = [[9 * STEP, 9 * STEP, 31, 1]];
  assertEquals(await stale.read(), [step(9)]);
  assertEquals(db.asked.at(-1)?.parameters, ["30"]);
});

Deno.test("StaleSteps.read() forgets everything when the table is another one", async () => {
  const answers: Record<string, Cell[][]> = {
    ledger_view: [[0, 2, AT]],
    ledger_changed: [[3 * STEP, 3 * STEP, 2, 2]],
  };
  const db = new FakeQueries(answers);
  const stale = new StaleSteps(db, ROLL_UP);
  await stale.read();
  answers.ledger_view = [[0, 1, AT]];
  answers.ledger_changed = [[4 * STEP, 4 * STEP, 1, 1]];
  assertEquals(await stale.read(), [step(4)]);
});

Deno.test("StaleSteps.read() asks one question after the other", async () => {
  const answers: Record<string, Cell[][]> = {
    ledger_view: [[17, 18, AT]],
    ledger_changed: [[5 * STEP, 5 * STEP, 18, 1]],
  };
  const db = new FakeQueries(answers);
  const stale = new StaleSteps(db, ROLL_UP);
  const [one, other] = [stale.read(), stale.read()];
  assertEquals([await one, await other], [[step(5)], [step(5)]]);
  assertEquals(db.asked.map(({ parameters }) => parameters), [["v"], ["17"], ["v"], ["18"]]);
});

Deno.test("StaleSteps.read() trusts no view that is not there, invalid or never refreshed", async () => {
  for (const ledger_view of [[], [[null, 5, 0]], [[-1, 5, 0]], [[1, 5, null]]]) {
    assertEquals(await new StaleSteps(new FakeQueries({ ledger_view }), ROLL_UP).read(), "all");
  }
});

Deno.test("StaleSteps.read() trusts no log without times, nor one of a table that is gone", async () => {
  const nulls = new FakeQueries({
    ledger_view: [[1, 5, 0]],
    ledger_changed: [[null, null, 5, 4]],
  });
  assertEquals(await new StaleSteps(nulls, ROLL_UP).read(), "all");
  const dropped = new FakeQueries({
    ledger_view: [[1, 5, 0]],
    ledger_changed: new StatementError("table is dropped [name=t]"),
  });
  assertEquals(await new StaleSteps(dropped, ROLL_UP).read(), "all");
});

Deno.test("StaleSteps.read() does not ask for the log of a table that nothing was written to", async () => {
  const db = new FakeQueries({
    ledger_view: [[0, 0, 0]],
    ledger_changed: new Error("no such file"),
  });
  assertEquals(await new StaleSteps(db, ROLL_UP).read(), []);
});
