import { assertEquals, assertRejects } from "@std/assert";
import { recently, recentlyEach } from "./recently.ts";

Deno.test("recently() asks again when the answer is old, and not while it is being made", async () => {
  let [now, asked] = [0, 0];
  let answer = Promise.withResolvers<number>();
  const get = recently(() => (asked++, answer.promise), 1000, () => now);
  const first = get();
  now = 5000;
  assertEquals(get(), first);
  answer.resolve(1);
  assertEquals(await first, 1);
  answer = Promise.withResolvers();
  answer.resolve(2);
  assertEquals([await get(), asked], [2, 2]);
  now = 6000;
  assertEquals([await get(), asked], [2, 2]);
  now = 6001;
  await get();
  assertEquals(asked, 3);
});

Deno.test("recently() does not keep a failure", async () => {
  let isDown = true;
  const get = recently(
    () => isDown ? Promise.reject(new Error("down")) : Promise.resolve(1),
    9,
    () => 0,
  );
  await assertRejects(get, Error, "down");
  isDown = false;
  assertEquals(await get(), 1);
});

Deno.test("recentlyEach() keeps the answers of the keys that were asked for last", async () => {
  const asked: string[] = [];
  const ask = (key: string) => Promise.resolve(`${key}${asked.push(key)}`);
  const get = recentlyEach(ask, 9, () => 0, 2);
  const answers = [];
  for (const key of ["a", "b", "a", "c", "a", "b"]) answers.push(await get(key));
  assertEquals(answers, ["a1", "b2", "a1", "c3", "a1", "b4"]);
});
