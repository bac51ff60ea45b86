import { assertEquals } from "@std/assert";
import type { DeviceAccount } from "../../data/ledger/types.ts";
import type { HistoryTable } from "./history_table.ts";
import { gapsOf } from "./lane.ts";
import { Reasons } from "./reasons.ts";
import { fakeAccount, readings, steps } from "./testing/fakes.ts";

/** Why there is nothing in the first gap of a table's rows. */
function reason(table: HistoryTable, account: DeviceAccount | null = null) {
  const { fate, words } = new Reasons(table, account).of(gapsOf(table)[0]);
  return [fate, words];
}

Deno.test("Reasons.of() says what the sequence numbers tell", () => {
  const words = (...rows: number[][]) => reason(readings(...rows));
  assertEquals(words([0, 0, 7, 1], [258_000, 0, 7, 2]), [
    "not-produced",
    "not produced 4 min 18 s",
  ]);
  assertEquals(words([0, 0, 7, 1], [258_000, 0, 7, 26]), [
    ...["unknown", "24 not here yet, 4 min 18 s"],
  ]);
  assertEquals(words([0, 0, 7, 1], [258_000, 0, 8, 1]), ["unknown", "no data 4 min 18 s"]);
  assertEquals(words([0, 0, 0, 9], [258_000, 0, 0, 10]), ["unknown", "no data 4 min 18 s"]);
});

Deno.test("Reasons.of() takes its words from the account", () => {
  const account = fakeAccount([["evicted", 2, 25, 0, 258_000], ["missing", 26, 28, 0, 258_000]]);
  const expected = ["missing", "3 missing, 24 evicted"];
  assertEquals(reason(readings([0, 0, 1, 1], [258_000, 0, 1, 29]), account), expected);
  assertEquals(reason(steps(60_000, [0, 9, 0], [240_000, 9, 0]), account), expected);
});

Deno.test("Reasons.of() takes the account's silence for an answer, as far as it goes", () => {
  const table = steps(60_000, [0, 9, 0], [300_000, 9, 0]);
  const fate = (more: Partial<DeviceAccount>) => reason(table, fakeAccount([], more))[0];
  assertEquals(reason(table, fakeAccount([])), ["not-produced", "not produced 5 min"]);
  assertEquals(fate({ as_of: 299_999 }), "unknown");
  assertEquals(fate({ to: 299_999 }), "unknown");
  assertEquals(fate({ from: 100_000 }), "unknown");
  assertEquals(fate({ account: null }), "unknown");
  assertEquals(fate({ account: { ...fakeAccount([]).account!, missing: null } }), "unknown");
  // The account can't know yet of what has left a gap in the numbers.
  assertEquals(reason(readings([0, 0, 1, 1], [9000, 0, 1, 5]), fakeAccount([]))[0], "unknown");
});

Deno.test("Reasons.of() does not take the account's silence where readings may be of any time", () => {
  const table = steps(60_000, [0, 9, 0], [300_000, 9, 0]);
  const fate = (after: number | null, before: number | null) =>
    reason(table, fakeAccount([["dead-lettered", 1, 9, after, before]]))[0];
  assertEquals(fate(null, 900_000), "unknown");
  assertEquals(fate(null, 0), "not-produced");
  assertEquals(fate(300_000, null), "not-produced");
  assertEquals(fate(null, 200_000), "dead-lettered"); // some of them at least
});

Deno.test("Reasons.isComplete() holds of what the account was asked for, but for the newest", () => {
  const account = fakeAccount([], { from: 100_000, to: 400_000 });
  const isComplete = (from: number, to: number, more: Partial<DeviceAccount> = {}) =>
    new Reasons(readings(), { ...account, ...more }).isComplete({ from, to });
  assertEquals(isComplete(100_000, 400_000), true);
  assertEquals(isComplete(110_000, 410_000), true); // live, and asked for a moment ago
  assertEquals(isComplete(90_000, 400_000), false);
  assertEquals(isComplete(200_000, 500_000), false);
  assertEquals(isComplete(500_000, 600_000), false);
  const not_stored = { ...account.not_stored, missing: 1 };
  assertEquals(isComplete(100_000, 400_000, { not_stored }), false);
  assertEquals(isComplete(100_000, 400_000, { account: null }), false);
  assertEquals(new Reasons(readings(), null).isComplete({ from: 0, to: 1 }), false);
});

Deno.test("Reasons.isQuiet() says so also of what lies beside a hole", () => {
  const table = readings([0, 0, 1, 1], [900_000, 0, 1, 9]);
  const [gap] = gapsOf(table);
  assertEquals(new Reasons(table, fakeAccount([["evicted", 2, 8, 0, 900_000]])).isQuiet(gap), true);
  assertEquals(new Reasons(table, null).isQuiet(gap), false);
});
