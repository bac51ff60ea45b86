import { assertEquals } from "@std/assert";
import { lastOf, type ToldEpoch } from "./accounts.ts";

Deno.test("lastOf() takes the last account, and forgets nothing that was produced", () => {
  const told = (account: number, produced: number, oldest: number): ToldEpoch => ({
    ...{ device: "a", epoch: 7, account, produced, oldest, evicted: account, told: account },
  });
  // The device's outbox was put back to what it was before the first of these.
  const accounts = [told(1, 300, 250), told(3, 150, 151), told(2, 140, 9)];
  for (const some of [accounts, accounts.toReversed()]) {
    assertEquals(lastOf(some), [{ ...told(3, 300, 151) }]);
  }
  assertEquals(lastOf([told(1, 5, 5), { ...told(1, 6, 6), epoch: 8 }]).length, 2);
});
