import { assertEquals } from "@std/assert";
import { Accounts } from "./accounts.ts";
import { newEpoch } from "./epoch.ts";

function epochs() {
  const [old, current] = [newEpoch(1, 11, { produced: 9 }), newEpoch(2, 22, { produced: 5 })];
  old.waiting.add(4, 9);
  current.waiting.add(5);
  return { old, current, all: [old, current] };
}

Deno.test("account() shows what was produced, what waits and what was given up", () => {
  const { old, current, all } = epochs();
  old.evicted.overflow.add(3);
  old.evicted.unanswered.add(1, 2);
  current.waiting.remove(5);
  const accounts = new Accounts(6, 0);
  assertEquals(accounts.draw(0), 7);
  assertEquals(accounts.account(all, current), {
    account: 7,
    epochs: [
      { epoch: 11, produced: 9, oldest: 4, evicted: [[1, 2, "unanswered"], [3, 3, "overflow"]] },
      { epoch: 22, produced: 5, oldest: 6, evicted: [] },
    ],
  });
});

Deno.test("account() leaves out an epoch that has produced nothing", () => {
  const current = newEpoch(1, 11);
  const accounts = new Accounts(0, 0);
  assertEquals(accounts.account([current], current).epochs, []);
});

Deno.test("answered() lets go of an epoch when an account that showed it empty is stored", () => {
  const { old, current, all } = epochs();
  const accounts = new Accounts(0, 0);
  accounts.draw(0);
  accounts.account(all, current);
  old.waiting.remove(4, 9);
  assertEquals(accounts.answered(1), []); // it showed the epoch with readings
  accounts.draw(0);
  accounts.account(all, current);
  assertEquals(accounts.answered(1), []);
  accounts.draw(0);
  accounts.account(all, current);
  assertEquals(accounts.answered(3), [old]); // the second one may be lost
  assertEquals(accounts.answered(3), []);
});

Deno.test("answered() never lets go of the current epoch", () => {
  const { current } = epochs();
  current.waiting.remove(5);
  const accounts = new Accounts(0, 0);
  accounts.draw(0);
  accounts.account([current], current);
  assertEquals(accounts.answered(1), []);
});

Deno.test("isOurs() tells the accounts of this start from those of others", () => {
  const accounts = new Accounts(3, 1000.5);
  accounts.draw(0);
  assertEquals([3, 1000, 1001, 1002].map((number) => accounts.isOurs(number)), [
    false,
    false,
    true,
    false,
  ]);
  assertEquals(new Accounts(2000, 1000).draw(1000), 2001);
});

Deno.test("draw() goes on from a clock that was set after the start", () => {
  const { old, current, all } = epochs();
  const accounts = new Accounts(5, 0);
  old.waiting.remove(4, 9);
  assertEquals([accounts.draw(7000), accounts.draw(3_600_000)], [6, 7]);
  accounts.account(all, current);
  const now = Date.UTC(2026, 10, 20);
  assertEquals([accounts.draw(now), accounts.draw(now + 5)], [now + 1, now + 2]);
  assertEquals(
    [accounts.isOurs(7), accounts.isOurs(now + 2)],
    [false, true],
    "it may be a clone's",
  );
  assertEquals(accounts.answered(now + 2), [old]);
  assertEquals(accounts.draw(0), now + 3);
});

Deno.test("draw() counts on while the clock only goes on", () => {
  const accounts = new Accounts(0, 1000);
  for (let time = 1000; time < 3 * 3_600_000; time += 10_000) accounts.draw(time);
  assertEquals([accounts.number, accounts.isOurs(1001)], [2080, true]);
});
