import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import type { Account } from "../wire/account.ts";
import { Bookkeeper } from "./bookkeeper.ts";

/** Books whose accounts are numbered, and what was published of them. */
function setUp() {
  const published: string[] = [];
  const books = {
    number: 0,
    isChanged: false,
    outstanding: 0,
    account(): Promise<Account> {
      return Promise.resolve({ account: ++this.number, epochs: [] });
    },
  };
  const bookkeeper = new Bookkeeper("a", books, (topic, payload, answered, options) => {
    published.push(`${topic} ${payload} ${options?.retain}`);
    answered(0);
  });
  return { published, books, bookkeeper };
}

Deno.test("Bookkeeper publishes a retained account at once", async () => {
  const { published, bookkeeper } = setUp();
  await Promise.resolve();
  await Promise.resolve();
  assertEquals(published, ['account/a {"account":1,"epochs":[]} true']);
  bookkeeper.close();
});

Deno.test("Bookkeeper publishes every 10 s while something changes or is outstanding", async () => {
  using time = new FakeTime();
  const { published, books, bookkeeper } = setUp();
  await time.tickAsync(30_000);
  assertEquals(published.length, 1);
  books.isChanged = true;
  await time.tickAsync(10_000);
  assertEquals(published.length, 2);
  books.isChanged = false;
  books.outstanding = 1;
  await time.tickAsync(10_000);
  await time.tickAsync(10_000);
  assertEquals(published.length, 4);
  bookkeeper.close();
  await time.tickAsync(20_000);
  assertEquals(published.length, 4);
});

Deno.test("Bookkeeper publishes nothing on a connection that has ended", async () => {
  const { published, bookkeeper } = setUp();
  bookkeeper.close();
  await bookkeeper.account();
  assertEquals(published, []);
});

Deno.test("Bookkeeper asks for one account at a time", async () => {
  using time = new FakeTime();
  const { published, books, bookkeeper } = setUp();
  const answers: ((account: Account) => void)[] = [];
  books.account = () => new Promise((answer) => answers.push(answer));
  books.isChanged = true;
  await time.tickAsync(60_000); // the disk is full
  assertEquals([published.length, answers.length], [1, 1]);
  answers[0]({ account: 2, epochs: [] });
  await time.tickAsync(0);
  await time.tickAsync(10_000);
  assertEquals([published.length, answers.length], [2, 2]);
  bookkeeper.close();
});
