import { assert, assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { columns } from "../decode/row.ts";
import { GroupCommit, type PassedOver } from "./group_commit.ts";
import type { WriteResult } from "./questdb.ts";

const table = { name: "t", columns: columns("symbol", ["a"]) };
const STORED: WriteResult = { kind: "stored" };
const DOWN: WriteResult = { kind: "failed", answered: false, message: "refused" };
const BROKEN: WriteResult = { kind: "failed", answered: true, message: "500" };

/** A database of names, a group commit that writes to it, and what became of the rows. */
function setUp({ batchSize = 100, linger = 0, apart = (rows: number) => 0 * rows } = {}) {
  const stop = new AbortController();
  const seen = {
    requests: [] as string[],
    stored: [] as string[],
    refused: [] as string[],
    passedOver: [] as string[],
    failures: 0,
  };
  /** How the database answers a request; may be replaced. */
  const database = {
    answer: (_names: string[]): WriteResult | PassedOver | Promise<WriteResult> => STORED,
  };
  const commit = new GroupCommit<string>({
    write(bytes) {
      const text = new TextDecoder().decode(bytes);
      const names = [...text.matchAll(/^t,a=(.*) 1t$/gm)].map(([, name]) => name);
      seen.requests.push(names.join(" "));
      return Promise.resolve(database.answer(names));
    },
    stored: (owners) => void seen.stored.push(...owners),
    refused: (owner) => void seen.refused.push(owner),
    passedOver: (owners) => void seen.passedOver.push(...owners),
    failed: () => {
      seen.failures++;
      return Promise.resolve();
    },
  }, { batchSize, linger, apart });
  const add = (...names: string[]) =>
    names.forEach((name) => commit.add({ table, ts: 1, values: [name] }, name));
  const running = commit.run(stop.signal);
  const end = async () => {
    stop.abort();
    await running;
  };
  return { commit, database, seen, add, end };
}

/** Time passes, and everything that follows from it happens. */
async function pass(time: FakeTime, ms: number): Promise<void> {
  await time.tickAsync(ms);
  await time.runMicrotasks();
}

/** Names of rows: r0, r1, … */
function rows(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `r${i}`);
}

/** Refuses the request at the first line that begins with "bad". */
function refuseBad(names: string[]): WriteResult {
  const row = names.findIndex((name) => name.startsWith("bad"));
  return row === -1 ? STORED : { kind: "refused", row, message: `line ${row + 1}` };
}

Deno.test("GroupCommit takes what came with the same turn as one request", async () => {
  using time = new FakeTime();
  const { seen, add, end } = setUp();
  add("a", "b");
  await time.runMicrotasks();
  add("c");
  await pass(time, 0);
  assertEquals(seen.requests, ["a b c"]);
  assertEquals(seen.stored, ["a", "b", "c"]);
  await end();
});

Deno.test("GroupCommit sends while a commit runs what has come meanwhile, as one", async () => {
  using time = new FakeTime();
  const { database, seen, add, commit, end } = setUp();
  const first = Promise.withResolvers<WriteResult>();
  database.answer = () => first.promise;
  add("a");
  await pass(time, 0);
  add("b");
  add("c");
  await pass(time, 1000);
  assertEquals(seen.requests, ["a"]);
  assertEquals(commit.rows, 3);
  database.answer = () => STORED;
  first.resolve(STORED);
  await pass(time, 0);
  assertEquals(seen.requests, ["a", "b c"]);
  assertEquals(commit.rows, 0);
  await end();
});

Deno.test("GroupCommit sends at most a batch at once", async () => {
  using time = new FakeTime();
  const { seen, add, end } = setUp({ batchSize: 2 });
  add(...rows(5));
  await pass(time, 0);
  assertEquals(seen.requests, ["r0 r1", "r2 r3", "r4"]);
  await end();
});

Deno.test("GroupCommit lingers for more rows, but not with a full batch", async () => {
  using time = new FakeTime();
  const { seen, add, end } = setUp({ batchSize: 3, linger: 50 });
  add("a");
  await pass(time, 49);
  add("b");
  assertEquals(seen.requests, []);
  await pass(time, 1);
  assertEquals(seen.requests, ["a b"]);
  add("c");
  await pass(time, 20);
  add("d", "e"); // now it is full
  await pass(time, 0);
  add("f", "g", "h"); // and so is this from the beginning
  await pass(time, 0);
  assertEquals(seen.requests, ["a b", "c d e", "f g h"]);
  await end();
});

Deno.test("GroupCommit keeps commits apart by their rows, but not what comes alone or fills a batch", async () => {
  using time = new FakeTime();
  const { seen, add, end } = setUp({ batchSize: 3, apart: (rows) => 5 * rows });
  add("a", "b");
  await pass(time, 0);
  add("c");
  await pass(time, 9);
  add("d");
  assertEquals(seen.requests, ["a b"]);
  await pass(time, 1);
  assertEquals(seen.requests, ["a b", "c d"]);
  await pass(time, 10);
  add("e");
  await pass(time, 0);
  add("f", "g", "h");
  await pass(time, 0);
  assertEquals(seen.requests, ["a b", "c d", "e", "f g h"]);
  await end();
});

Deno.test("GroupCommit cuts out the refused row and stores the others", async () => {
  using time = new FakeTime();
  const { database, seen, add, end } = setUp();
  database.answer = refuseBad;
  add("a", "bad", "b");
  await pass(time, 0);
  assertEquals(seen.requests, ["a bad b", "a b"]);
  assertEquals(seen.refused, ["bad"]);
  assertEquals(seen.stored, ["a", "b"]);
  assertEquals(seen.failures, 0);
  await end();
});

Deno.test("GroupCommit sends little more than once what is refused throughout", async () => {
  using time = new FakeTime();
  const { database, seen, add, end } = setUp({ batchSize: 1000 });
  database.answer = refuseBad;
  add(...rows(1000).map((row) => `bad${row}`));
  await pass(time, 0);
  assertEquals(seen.refused.length, 1000);
  const sent = seen.requests.reduce((sum, text) => sum + text.split(" ").length, 0);
  assert(sent < 4000, `${sent} rows sent`);
  await end();
});

Deno.test("GroupCommit asks for less while the database does not answer, and keeps the rest", async () => {
  using time = new FakeTime();
  const { database, seen, add, end } = setUp();
  database.answer = () => seen.requests.length < 30 ? DOWN : STORED;
  add("a", "b");
  await pass(time, 0);
  assertEquals(seen.requests, ["a b", "a b", ...Array(28).fill("a"), "b"]);
  assertEquals([seen.failures, seen.refused], [29, []]);
  assertEquals(seen.stored, ["a", "b"]);
  await end();
});

Deno.test("GroupCommit finds the row that makes the database fail without naming it", async () => {
  using time = new FakeTime();
  const { commit, database, seen, add, end } = setUp();
  database.answer = (names) => {
    if (seen.requests.length % 50 === 0) add("later");
    return names.includes("r7") ? BROKEN : STORED;
  };
  add(...rows(100));
  while (commit.rows > 0) await pass(time, 0);
  assertEquals(seen.refused, ["r7"]);
  const others = rows(100).filter((row) => row !== "r7").toSorted();
  assertEquals(seen.stored.filter((row) => row !== "later").toSorted(), others);
  await end();
});

Deno.test("GroupCommit refuses no row while the database takes none", async () => {
  using time = new FakeTime();
  const { commit, database, seen, add, end } = setUp();
  database.answer = () => seen.requests.length < 1000 ? BROKEN : STORED;
  add(...rows(5));
  while (commit.rows > 0) await pass(time, 0);
  assertEquals(seen.refused, []);
  assertEquals(seen.stored.toSorted(), rows(5));
  await end();
});

Deno.test("GroupCommit never sends nothing, however long the database fails", async () => {
  using time = new FakeTime();
  const { commit, database, seen, add, end } = setUp();
  database.answer = () => seen.requests.length < 1200 ? BROKEN : STORED;
  add(...rows(5));
  while (commit.rows > 0) await pass(time, 0);
  assert(seen.requests.every((request) => request !== ""));
  await end();
});

Deno.test("GroupCommit holds one recovery of the database against no row", async () => {
  using time = new FakeTime();
  const { commit, database, seen, add, end } = setUp();
  let requests = 0;
  database.answer = () => ++requests === 100 || requests > 400 ? STORED : BROKEN;
  add(...rows(5));
  while (commit.rows > 0) await pass(time, 0);
  assertEquals(seen.refused, []);
  assertEquals(seen.stored.toSorted(), rows(5));
  await end();
});

Deno.test("GroupCommit judges a lone bad row when others have been stored", async () => {
  using time = new FakeTime();
  const { commit, database, seen, add, end } = setUp();
  database.answer = (names) => {
    if (seen.requests.length === 20 || seen.requests.length === 40) add("good");
    return names.includes("bad") ? BROKEN : STORED;
  };
  add("bad");
  while (commit.rows > 0) await pass(time, 0);
  assertEquals(seen.stored, ["good", "good"]);
  assertEquals(seen.refused, ["bad"]);
  await end();
});

Deno.test("GroupCommit.discard() forgets waiting rows and no others", async () => {
  using time = new FakeTime();
  const { commit, seen, add, end } = setUp();
  add("old1", "new1", "old2", "new2");
  commit.discard((owner) => owner.startsWith("old"));
  await pass(time, 0);
  assertEquals(seen.requests, ["new1 new2"]);
  await end();
});

Deno.test("GroupCommit.run() ends in the middle of an outage", async () => {
  using time = new FakeTime();
  const { database, commit, add, end } = setUp();
  const failing = Promise.withResolvers<WriteResult>();
  database.answer = () => failing.promise;
  add("a");
  await pass(time, 0);
  const ended = end();
  failing.resolve(DOWN);
  await ended;
  assertEquals(commit.rows, 1);
});

Deno.test("GroupCommit lets go of rows that are passed over, and stores those after them", async () => {
  using time = new FakeTime();
  const { database, seen, add, end } = setUp();
  database.answer = () => ({ kind: "passed over" });
  add("a", "b");
  await pass(time, 0);
  database.answer = () => STORED;
  add("c");
  await pass(time, 0);
  assertEquals([seen.passedOver, seen.stored, seen.failures], [["a", "b"], ["c"], 0]);
  await end();
});
