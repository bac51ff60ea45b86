import { assertEquals } from "@std/assert";
import { rollupLines } from "./rollups.ts";

Deno.test("rollupLines() begins with the share that all roll-ups have", () => {
  const [first, ...others] = rollupLines({
    views: [{ name: "a", hour: [10, 20, 60] }, { name: "b", hour: [5, 5, 5] }],
    accounts: 5,
    storing: [200, 300, 400],
  });
  assertEquals(first, "all roll-ups together: 0.100 of what storing costs QuestDB");
  assertEquals(others, [
    "storing 1,000 readings/s of 1,000 devices: 300 (200 to 400) CPU s an hour",
    "a: 20.0 (10.0 to 60.0) CPU s an hour",
    "b: 5.0 (5.0 to 5.0) CPU s an hour",
    "ledger_accounts: 5.0 CPU s an hour",
  ]);
});
