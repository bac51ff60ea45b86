import { assertEquals } from "@std/assert";
import { Watch } from "./watch.ts";

function setUp() {
  const lines: string[] = [];
  const state = { now: 0, rows: 0, away: false };
  const watch = new Watch({
    database: { rows: () => state.away ? Promise.reject("away") : Promise.resolve(state.rows) },
    waiting: () => 7,
    say: (line) => lines.push(line),
    now: () => state.now,
  });
  const look = (now: number, rows: number) => {
    Object.assign(state, { now: now * 1000, rows });
    return watch.look();
  };
  return { watch, lines, state, look };
}

Deno.test("Watch.longestOutage is the longest time without a row more", async () => {
  const { watch, state, look } = setUp();
  await look(1, 10);
  await look(4, 10);
  await look(6, 20); // 5 s
  state.away = true;
  await look(8, 0);
  state.away = false;
  await look(9, 30); // 3 s
  assertEquals(watch.longestOutage, 5);
  state.now = 20_000; // 11 s, and not over
  assertEquals(watch.longestOutage, 11);
});

Deno.test("Watch.note() says the time, what is stored, what waits, and what happens", async () => {
  const { watch, lines, look } = setUp();
  await look(83, 120);
  watch.note("broker: kill");
  assertEquals(lines, ["01:23  stored 120  waiting 7  broker: kill"]);
});
