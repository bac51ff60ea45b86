import { assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Database } from "./database.ts";
import { type Cell, type Link, parseTimestamp, StatementError, timestamp } from "./postgres.ts";
import { Unavailable } from "./unavailable.ts";

/** An address that answers as `answer` says; `resets` counts how often it was dropped. */
function fakeLink(address: string, instance: string, answer: () => Promise<Cell[][]>) {
  const link = {
    address,
    resets: 0,
    asked: 0,
    answer,
    query(sql: string): Promise<Cell[][]> {
      if (sql.includes("instance_id")) return link.answer().then(() => [[instance]]);
      link.asked++;
      return link.answer();
    },
    reset: () => void link.resets++,
  };
  return link satisfies Link;
}

const fine = () => Promise.resolve([[1]]);
const refused = () => Promise.reject(new Error("connection refused"));
const OPTIONS = { deadline: 1000 };

Deno.test("Database.rows() asks the address that answered last", async () => {
  const [a, b] = [fakeLink("a:1", "x", fine), fakeLink("b:1", "x", fine)];
  const database = new Database([a, b], OPTIONS);
  assertEquals(await database.rows("q", "SELECT 1"), [[1]]);
  a.answer = refused;
  assertEquals(await database.rows("q", "SELECT 1"), [[1]]);
  assertEquals([database.address, a.resets], ["b:1", 1]);
  a.answer = fine;
  await database.rows("q", "SELECT 1");
  assertEquals([a.asked, b.asked], [2, 2]);
});

Deno.test("Database.rows() is unavailable when no address answers, and comes back", async () => {
  const [a, b] = [fakeLink("a:1", "x", refused), fakeLink("b:1", "x", refused)];
  const database = new Database([a, b], OPTIONS);
  const error = await assertRejects(() => database.rows("q", "SELECT 1"), Unavailable);
  assertEquals(
    error.message,
    "The database does not answer (a:1: connection refused; b:1: connection refused)",
  );
  a.answer = fine;
  assertEquals(await database.rows("q", "SELECT 1"), [[1]]);
});

Deno.test("Database.rows() uses no address that leads to another database", async () => {
  const [a, b] = [fakeLink("a:1", "x", fine), fakeLink("b:1", "other", fine)];
  const database = new Database([a, b], OPTIONS);
  await database.rows("q", "SELECT 1");
  a.answer = refused;
  const error = await assertRejects(() => database.rows("q", "SELECT 1"), Unavailable);
  assertEquals(
    error.message,
    "The database does not answer (a:1: connection refused; b:1: this is another database)",
  );
  assertEquals(b.asked, 0);
});

Deno.test("Database.rows() gives an address up that hangs", async () => {
  using time = new FakeTime();
  const hanging = fakeLink("a:1", "x", () => new Promise(() => {}));
  const database = new Database([hanging], OPTIONS);
  const answer = assertRejects(() => database.rows("q", "SELECT 1"), Unavailable, "for 1 s");
  await time.tickAsync(1001);
  await answer;
  assertEquals(hanging.resets, 1);
});

Deno.test("Database.rows() tells a wrong statement from a database that can't", async () => {
  const says = (message: string) => {
    const link = fakeLink("a:1", "x", () => Promise.reject(new StatementError(message)));
    return { link, ask: () => new Database([link], OPTIONS).rows("q", "SELECT") };
  };
  const wrong = says("unexpected token");
  await assertRejects(wrong.ask, StatementError, "unexpected token");
  assertEquals(wrong.link.resets, 0);
  await assertRejects(
    says("timeout, query aborted [fd=1]").ask,
    Unavailable,
    "The database took too long over a query",
  );
  await assertRejects(
    says("table does not exist [table=device_data]").ask,
    Unavailable,
    "The table device_data is not there yet: start the ingest, which makes it",
  );
});

Deno.test("Database.rows() tells how long each query took and whether it worked", async () => {
  const seen: [string, boolean][] = [];
  const link = fakeLink("a:1", "x", fine);
  const observe = (name: string, _ms: number, ok: boolean) => seen.push([name, ok]);
  const database = new Database([link], { ...OPTIONS, observe });
  await database.rows("one", "SELECT 1");
  link.answer = refused;
  await assertRejects(() => database.rows("two", "SELECT 1"));
  assertEquals(seen, [["one", true], ["two", false]]);
});

Deno.test("parseTimestamp() keeps microseconds, timestamp() gives them back", () => {
  const ms = parseTimestamp("2026-11-20 14:30:00.123456");
  assertEquals(ms, Date.UTC(2026, 10, 20, 14, 30, 0, 123) + 0.456);
  assertEquals(timestamp(ms), "1795185000123456");
});
