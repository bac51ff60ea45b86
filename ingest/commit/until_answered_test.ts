import { assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { SetupError } from "../../devices/lib/program.ts";
import { DatabaseError } from "./questdb.ts";
import { untilAnswered } from "./until_answered.ts";

function setUp() {
  const lines: string[] = [];
  const log = { info() {}, warn: (message: string) => void lines.push(message), error() {} };
  const stop = new AbortController();
  return { lines, log, stop };
}

Deno.test("untilAnswered() tries again while the database does not answer", async () => {
  using time = new FakeTime();
  const { lines, log, stop } = setUp();
  let tries = 0;
  const work = () =>
    ++tries < 4 ? Promise.reject(new DatabaseError("nobody there")) : Promise.resolve();
  const done = untilAnswered(work, log, stop.signal);
  for (let i = 0; i < 3; i++) await time.tickAsync(5000);
  await done;
  assertEquals(tries, 4);
  assertEquals(lines, ["waiting for QuestDB: nobody there"]);
});

Deno.test("untilAnswered() ends when it is told to", async () => {
  using time = new FakeTime();
  const { log, stop } = setUp();
  const done = untilAnswered(() => Promise.reject(new DatabaseError("nobody")), log, stop.signal);
  await time.tickAsync(0);
  stop.abort();
  await done;
});

Deno.test("untilAnswered() leaves to the user what only the user can mend", async () => {
  const { log, stop } = setUp();
  const failing = (error: Error) => untilAnswered(() => Promise.reject(error), log, stop.signal);
  const login = new DatabaseError("Unauthorized", 401);
  await assertRejects(() => failing(login), SetupError, "set QUESTDB_USERNAME");
  await assertRejects(() => failing(new SetupError("changed")), SetupError, "changed");
});
