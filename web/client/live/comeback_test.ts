import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import type { Health } from "../../data/types.ts";
import { ApiError } from "../api.ts";
import { waitForDatabase } from "./comeback.ts";

function health(status: "ok" | "down"): Health {
  return { parts: { database: { status, detail: "" } } } as unknown as Health;
}

Deno.test("waitForDatabase() comes back when the database does", async () => {
  using time = new FakeTime();
  const answers = [
    () => Promise.reject(new ApiError(0, "no server")),
    () => Promise.resolve(health("down")),
    () => Promise.resolve(health("ok")),
  ];
  let [asked, back] = [0, 0];
  waitForDatabase(() => back++, () => answers[asked++]());
  for (let i = 0; i < 4; i++) await time.tickAsync(3_000);
  assertEquals([asked, back], [3, 1]);
});

Deno.test("waitForDatabase() comes back to sign in when no part is shown any more", async () => {
  using time = new FakeTime();
  let back = 0;
  waitForDatabase(() => back++, () => Promise.resolve({ parts: {} } as Health));
  await time.tickAsync(3_000);
  assertEquals(back, 1);
});

Deno.test("waitForDatabase() stops when it is told to", async () => {
  using time = new FakeTime();
  let asked = 0;
  const stop = waitForDatabase(() => {}, () => {
    asked++;
    return Promise.resolve(health("down"));
  });
  await time.tickAsync(3_000);
  stop();
  await time.tickAsync(30_000);
  assertEquals(asked, 1);
});
