import { assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Backoff } from "../../devices/lib/backoff.ts";
import { SetupError } from "../../devices/lib/program.ts";
import { fakeLog } from "../local/testing/fake_log.ts";
import { Part } from "./part.ts";
import { fakeSpawn } from "./testing/fake_spawn.ts";

function scene() {
  const { spawn, started, events } = fakeSpawn();
  const log = fakeLog();
  const said: string[] = [];
  const spec = { name: "ingest", args: ["--x"], isUp: () => Promise.resolve(true) };
  const backoff = new Backoff({ min: 2000, random: () => 0.5 });
  const part = new Part(spec, { spawn, log, onLine: (line) => void said.push(line), backoff });
  return { part, started, events, log, said };
}

Deno.test("Part starts its program and hands on what it writes", async () => {
  const { part, started, said } = scene();
  assertEquals(started[0].command, "ingest --x");
  started[0].say("hello");
  assertEquals(said, ["hello"]);
  await part.stop();
  await part.ended;
});

Deno.test("Part starts its program again, backed off, whatever it ended with", async () => {
  using time = new FakeTime();
  const { part, started, log } = scene();
  started[0].end(1);
  await time.tickAsync(999);
  assertEquals(started.length, 1);
  await time.tickAsync(1);
  assertEquals(started.length, 2);
  started[1].end(0);
  await time.tickAsync(2000);
  assertEquals(started.length, 3);
  assertEquals(log.lines, [
    "warn: ingest ended with exit code 1; starting it again in 1.0 s",
    "warn: ingest ended with exit code 0; starting it again in 2.0 s",
  ]);
  await part.stop();
});

Deno.test("Part does not start a program again that can't run as it is set up", async () => {
  using time = new FakeTime();
  const { part, started } = scene();
  started[0].end(2);
  await assertRejects(() => part.ended, SetupError, "ingest can't run");
  await time.tickAsync(60_000);
  assertEquals(started.length, 1);
  await part.stop();
});

Deno.test("Part can be stopped while it waits", async () => {
  using time = new FakeTime();
  const { part, started } = scene();
  started[0].end(1);
  await time.tickAsync(0);
  await part.stop();
  await time.tickAsync(60_000);
  assertEquals(started.length, 1);
});
