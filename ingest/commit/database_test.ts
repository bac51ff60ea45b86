import { assertEquals, assertRejects } from "@std/assert";
import { SetupError } from "../../devices/lib/program.ts";
import { Database } from "./database.ts";
import { DatabaseError, QuestDb, type WriteResult } from "./questdb.ts";

const LINES = new TextEncoder().encode("t a=1 1t\n");
const REFUSED: WriteResult = { kind: "refused", row: 0, message: "cast error" };

/** An address whose database and condition a test changes. */
class FakeAddress extends QuestDb {
  up = true;
  result: WriteResult = { kind: "stored" };

  constructor(url: string, public instance: string | undefined) {
    super(url);
  }

  override exec() {
    if (!this.up) return Promise.reject(new DatabaseError(`${this.url}: no answer`));
    if (this.instance === undefined) {
      return Promise.reject(new DatabaseError("table does not exist [table=i]", 400));
    }
    return Promise.resolve([{ instance_id: this.instance }]);
  }

  override write() {
    return Promise.resolve(this.result);
  }
}

async function setUp(fallbackInstance: string | undefined = "one") {
  const errors: string[] = [];
  const log = { info() {}, warn() {}, error: (message: string) => void errors.push(message) };
  const first = new FakeAddress("http://a:9000", "one");
  const second = new FakeAddress("http://b:9000", fallbackInstance);
  const database = new Database([first, second], log);
  if (fallbackInstance === "one") await database.identify();
  return { first, second, database, errors, signal: new AbortController().signal };
}

Deno.test("Database.choose() goes to the fallback and stays there while it answers", async () => {
  const { first, database, signal } = await setUp();
  assertEquals(database.url, "http://a:9000");
  first.up = false;
  await database.choose(signal);
  assertEquals(database.url, "http://b:9000");
  first.up = true;
  await database.choose(signal);
  assertEquals(database.url, "http://b:9000");
});

Deno.test("Database.choose() keeps the address when none answers", async () => {
  const { first, second, database, signal } = await setUp();
  first.up = second.up = false;
  await database.choose(signal);
  assertEquals(database.url, "http://a:9000");
});

Deno.test("Database.choose() never goes to another database, and says so", async () => {
  const { first, second, database, errors, signal } = await setUp();
  first.up = false;
  for (const instance of ["two", undefined]) {
    second.instance = instance;
    await database.choose(signal);
    assertEquals(database.url, "http://a:9000");
  }
  const stranger = "http://b:9000 is another database and is not used";
  assertEquals(errors, [`${stranger}: its instance_id is two, not one`]); // once a minute
});

Deno.test("Database.identify() refuses to start with a fallback that is another database", async () => {
  const { database } = await setUp("two");
  await assertRejects(() => database.identify(), SetupError, "instance_id is two, not one");
});

Deno.test("Database.identify() does not need the fallback to answer", async () => {
  const { database, second } = await setUp("two");
  second.up = false;
  await database.identify();
});

Deno.test("Database.write() calls no row refused by a database that was put in the other's place", async () => {
  const { first, database } = await setUp();
  first.result = REFUSED;
  assertEquals(await database.write(LINES), REFUSED);
  first.instance = "two";
  assertEquals((await database.write(LINES)).kind, "failed");
  first.up = false;
  assertEquals((await database.write(LINES)).kind, "failed");
});

Deno.test("Database.begin() uses the fallback where the first address is silent", async () => {
  const { first, second, database, errors, signal } = await setUp();
  first.up = false;
  await database.begin(signal);
  await database.identify(signal);
  assertEquals(database.url, "http://b:9000");
  assertEquals(errors, ["http://a:9000: no answer; http://b:9000 is used instead"]);
  second.up = false;
  await database.begin(signal);
  assertEquals(database.url, "http://a:9000");
});

Deno.test("Database.begin() stays where the login is refused", async () => {
  const { first, database, signal } = await setUp();
  first.exec = () => Promise.reject(new DatabaseError("401 Unauthorized", 401));
  await database.begin(signal);
  assertEquals(database.url, "http://a:9000");
});

Deno.test("Database.begin() makes no tables at the fallback, only at the first address", async () => {
  const { first, second, database, signal } = await setUp();
  [first.instance, second.instance] = [undefined, undefined];
  await database.begin(signal);
  assertEquals(database.url, "http://a:9000");
  first.up = false;
  await database.begin(signal);
  assertEquals(database.url, "http://a:9000");
});
