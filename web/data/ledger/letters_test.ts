import { assertEquals } from "@std/assert";
import { timestamp } from "../postgres.ts";
import { FakeQueries } from "../testing/fake_queries.ts";
import { Letters } from "./letters.ts";

const HOUR = 3_600_000;
const AT = 498_611 * HOUR;

/** A database with letters, which are followed as the last transaction of their table goes on. */
function setUp() {
  const answers: Record<string, (string | number | null)[][]> = {
    ledger_letters_log: [[4, AT - 5, AT - 9]],
    ledger_letters_hours: [[AT, 9]],
    ledger_letters: [["a", 7, 1, 3]],
    ledger_other_letters: [["b", 2]],
  };
  const db = new FakeQueries(answers);
  const letters = new Letters(db);
  const read = async (txn: number, device?: string) => {
    db.asked.length = 0;
    answers.ledger_written = [["dead_letters", txn]];
    const found = await letters.read(device);
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
  assertEquals(await read(4), [["a", "7 1,3", 0], ["b", "", 2]]);
  assertEquals(db.names.filter((name) => name === "ledger_letters").length, 1);
  assertEquals(await read(4, "a"), [["a", "7 1,3", 0]]);
  assertEquals(db.names, ["ledger_written"]);
});

Deno.test("Letters.read() adds what came since, as far back as the log says", async () => {
  const { answers, db, read } = setUp();
  await read(4);
  answers.ledger_letters_log = [[4, AT - 5, AT - 9], [5, AT, AT + 70.5], [6, AT, AT + 80]];
  answers.ledger_letters = [["a", 7, 3, 5], ["a", 8, 1, 1], ["c", 9, 2, 2]];
  assertEquals(await read(6), [["a", "7 1,5; 8 1,1", 0], ["c", "9 2,2", 0], ["b", "", 2]]);
  const read_ = db.asked.find(({ name }) => name === "ledger_letters")!;
  assertEquals(read_.parameters, [AT + 70, AT + HOUR].map(timestamp));
});

Deno.test("Letters.read() reads all again where the log does not go on from what is known", async () => {
  const logs: Record<string, (number | null)[][]> = {
    "it has forgotten": [[5, AT, AT], [6, AT, AT]],
    "letters were removed": [[4, AT - 5, AT], [5, AT, null], [6, AT, AT]],
    "it is of a database from a backup": [[4, AT - 3, AT], [5, AT, AT], [6, AT, AT]],
  };
  for (const [why, log] of Object.entries(logs)) {
    const { answers, read } = setUp();
    await read(4);
    answers.ledger_letters_log = log;
    answers.ledger_letters = [["a", 7, 2, 2]];
    assertEquals(await read(6), [["a", "7 2,2", 0], ["b", "", 2]], why);
    answers.ledger_letters_log = [];
    answers.ledger_letters = [["a", 7, 1, 1]];
    assertEquals(await read(3), [["a", "7 1,1", 0], ["b", "", 2]], "a backup that is older");
  }
});

Deno.test("Letters.read() reads many letters in parts", async () => {
  const { answers, db, read } = setUp();
  answers.ledger_letters_hours = [[AT, 300_000], [AT + HOUR, 200_000], [AT + 5 * HOUR, 1]];
  await read(4);
  const parts = db.asked.filter(({ name }) => name === "ledger_letters");
  assertEquals(parts.map(({ parameters }) => parameters), [
    [AT, AT + 2 * HOUR].map(timestamp),
    [AT + 5 * HOUR, AT + 6 * HOUR].map(timestamp),
  ]);
});
