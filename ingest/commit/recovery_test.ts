import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Backoff } from "../../devices/lib/backoff.ts";
import { Recovery } from "./recovery.ts";

function setUp() {
  const lines: string[] = [];
  const say = (message: string) => void lines.push(message);
  const stop = new AbortController();
  let chosen = 0;
  const recovery = new Recovery("device_data", {
    log: { info: say, warn: say, error: say },
    choose: () => Promise.resolve(void chosen++),
    signal: stop.signal,
    backoff: new Backoff({ min: 100, max: 10_000, random: () => 0.99 }),
  });
  return { recovery, lines, stop, chosen: () => chosen };
}

Deno.test("Recovery.failed() waits longer each time and then looks for an address", async () => {
  using time = new FakeTime();
  const { recovery, chosen } = setUp();
  for (const wait of [99, 198, 396]) {
    let done = false;
    const before = chosen();
    const failed = recovery.failed("no answer").then(() => done = true);
    await time.tickAsync(wait - 1);
    assertEquals([done, chosen()], [false, before]);
    await time.tickAsync(1);
    await failed;
    assertEquals(chosen(), before + 1);
  }
});

Deno.test("Recovery says that it fails once a minute, and when it is over", async () => {
  using time = new FakeTime();
  const { recovery, lines } = setUp();
  assertEquals(recovery.failing, false);
  for (let seconds = 0; seconds <= 60; seconds += 10) {
    const failed = recovery.failed("no answer");
    await time.tickAsync(10_000);
    await failed;
  }
  assertEquals(recovery.failing, true);
  assertEquals(lines, [
    "device_data: QuestDB did not store the rows, they are kept: no answer",
    "device_data: QuestDB did not store the rows, they are kept: no answer (and 5 more like it)",
  ]);
  recovery.succeeded();
  recovery.succeeded();
  assertEquals(recovery.failing, false);
  assertEquals(lines[2].startsWith("device_data: QuestDB stores rows again after"), true);
  assertEquals(lines.length, 3);
});

Deno.test("Recovery.failed() does not wait for the end of a stopped program", async () => {
  const { recovery, stop, chosen } = setUp();
  stop.abort();
  await recovery.failed("no answer");
  assertEquals(chosen(), 0);
});
