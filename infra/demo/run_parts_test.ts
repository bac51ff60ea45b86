import { assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { SetupError } from "../../devices/lib/program.ts";
import { fakeLog } from "../local/testing/fake_log.ts";
import { runParts } from "./run_parts.ts";
import { fakeSpawn } from "./testing/fake_spawn.ts";
import { pass } from "./testing/pass.ts";

/** Three parts, of which those in `up` are up. */
function scene() {
  const { spawn, started, events } = fakeSpawn();
  const up = new Set<string>();
  const stop = new AbortController();
  const specs = ["infra", "ingest", "devices"].map((name) => ({
    name,
    args: [],
    isUp: () => Promise.resolve(up.has(name)),
  }));
  const run = () =>
    runParts(specs, {
      signal: stop.signal,
      part: () => ({ spawn, log: fakeLog(), onLine: () => {} }),
      onUp: (name) => Promise.resolve(void events.push(`up ${name}`)),
    });
  return { up, stop, started, events, run };
}

Deno.test("runParts() starts each part when the one before is up, and stops them backwards", async () => {
  using time = new FakeTime();
  const { up, stop, events, run } = scene();
  const running = run();
  await pass(time, 1000);
  assertEquals(events, ["start infra"]);
  up.add("infra");
  await pass(time, 1000);
  assertEquals(events.slice(1), ["up infra", "start ingest"]);
  up.add("ingest").add("devices");
  await pass(time, 1000);
  assertEquals(events.slice(3), ["up ingest", "start devices", "up devices"]);
  stop.abort();
  await running;
  assertEquals(events.slice(6), ["stop devices", "stop ingest", "stop infra"]);
});

Deno.test("runParts() is stopped while it waits for a part", async () => {
  using time = new FakeTime();
  const { stop, events, run } = scene();
  const running = run();
  await pass(time, 1000);
  stop.abort();
  await running;
  assertEquals(events, ["start infra", "stop infra"]);
});

Deno.test("runParts() stops the others when a part can't run as it is set up", async () => {
  using time = new FakeTime();
  const { up, started, events, run } = scene();
  up.add("infra");
  const failed = assertRejects(run, SetupError, "ingest can't run: see what it says above");
  await pass(time, 1000);
  started[1].end(2);
  await pass(time, 1000);
  await failed;
  assertEquals(events, ["start infra", "up infra", "start ingest", "stop ingest", "stop infra"]);
});

Deno.test("runParts() waits on when a part dies and is started again", async () => {
  using time = new FakeTime();
  const { up, stop, started, events, run } = scene();
  const running = run();
  started[0].end(1);
  await pass(time, 2000);
  up.add("infra");
  await pass(time, 1000);
  assertEquals(events, ["start infra", "start infra", "up infra", "start ingest"]);
  stop.abort();
  await running;
});
