import { assertEquals, assertRejects } from "@std/assert";
import { delay } from "./backoff.ts";
import { type Task, together } from "./together.ts";

const forever: Task = (signal) => delay(2 ** 31 - 1, signal);
const never = new AbortController().signal;

Deno.test("together() ends when all tasks have ended", async () => {
  let ended = 0;
  const task = () => Promise.resolve().then(() => void ended++);
  await together(never, [task, task]);
  assertEquals(ended, 2);
});

Deno.test("together() ends with its signal", async () => {
  const stop = new AbortController();
  const running = together(stop.signal, [forever, forever]);
  stop.abort();
  await running;
});

Deno.test("together() throws the first error when the others have ended", async () => {
  let ended = false;
  const tasks: Task[] = [
    () => Promise.reject(new RangeError("first")),
    async (signal) => {
      await forever(signal, () => {});
      ended = true;
      throw new Error("second");
    },
  ];
  await assertRejects(() => together(never, tasks), RangeError, "first");
  assertEquals(ended, true);
});

Deno.test("together() ends its tasks when one of them fails by the callback", async () => {
  const tasks: Task[] = [forever, (signal, fail) => {
    fail(new RangeError("late"));
    return forever(signal, fail);
  }];
  await assertRejects(() => together(never, tasks), RangeError, "late");
});
