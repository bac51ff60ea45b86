import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { within } from "./within.ts";

Deno.test("within() gives the answer, unless it is a failure", async () => {
  assertEquals(await within(1000, Promise.resolve(7)), 7);
  assertEquals(await within(1000, Promise.reject(new Error("down"))), undefined);
});

Deno.test("within() does not wait for longer, nor mind what comes after", async () => {
  using time = new FakeTime();
  const answer = Promise.withResolvers<number>();
  const got = within(1000, answer.promise);
  await time.tickAsync(1000);
  assertEquals(await got, undefined);
  answer.reject(new Error("too late"));
});
