import { assertEquals } from "@std/assert";
import { timestamp } from "../postgres.ts";
import { FakeQueries } from "../testing/fake_queries.ts";
import { Letters } from "./letters.ts";

const AT = 1_795_000_000_000;

/** A database with letters, which are followed as the last transaction of their table goes on. */
function setUp() {
  const answers: Record<string, (string | number | null)[][]> = {
    ledger_letters: [["a", 7, 1, 3]],
    ledger_other_letters: [["b", 2]],
  };
  const db = new FakeQueries(answers);
  const letters = new Letters(db);
  const read = async (txn: number) => {
    db.asked.length = 0;
    const found = await letters.read(new Map([["dead_letters", txn]]));
    return Array.from(found.values(), ({ device, epochs, others }) => [
      device,
      Array.from(epochs, ([epoch, ranges]) => [epoch, ...ranges].join(" ")).join("; "),
      others,
    ]);
  };
  return { answers, db, read };
}

Deno.test("Letters.read() reads nothing again while nothing was written", async () => {
  const { db, read } = setUp();
  const found = [["a", "7 1,3", 0], ["b", "", 2]];
  assertEquals(await read(4), found);
  assertEquals(db.names, ["ledger_letters", "ledger_letters", "ledger_other_letters"]);
  assertEquals(await read(4), found);
  assertEquals(db.names, []);
});

Deno.test("Letters.read() adds what came since, as far back as the log says", async () => {
  const { answers, db, read } = setUp();
  await read(4);
  answers.ledger_letters_log = [[2, 2, AT + 0.5]];
  answers.ledger_letters = [["a", 7, 3, 5], ["a", 8, 1, 1], ["c", 9, 2, 2]];
  assertEquals(await read(6), [["a", "7 1,5; 8 1,1", 0], ["c", "9 2,2", 0], ["b", "", 2]]);
  assertEquals(db.names, ["ledger_letters_log", "ledger_letters", "ledger_other_letters"]);
  assertEquals(db.asked.map(({ parameters }) => parameters), [["4", "6"], [timestamp(AT)], []]);
});

Deno.test("Letters.read() reads all again where the log has forgotten, or letters were removed", async () => {
  const logs = [[[1, 1, AT]], [[2, 1, AT]], [[0, 0, null]]];
  for (const log of logs) {
    const { answers, db, read } = setUp();
    await read(4);
    answers.ledger_letters_log = log;
    answers.ledger_letters = [["a", 7, 2, 2]];
    assertEquals(await read(6), [["a", "7 2,2", 0], ["b", "", 2]], log.join());
    assertEquals(db.asked[1].parameters, [timestamp(0)]);
  }
  const { answers, read } = setUp();
  await read(4);
  answers.ledger_letters = [];
  assertEquals(await read(3), [["b", "", 2]], "a database from a backup");
});
