import { assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { SetupError } from "../../devices/lib/program.ts";
import { readConfig } from "../config.ts";
import { startDockerServers } from "./docker_servers.ts";
import { ROOT } from "./folders.ts";
import type { Answer } from "./probe.ts";
import { fakeLog } from "./testing/fake_log.ts";
import { fakeRun } from "./testing/fake_run.ts";

/** Healthy containers, behind ports that answer as told. */
function scene(answer: Answer) {
  const compose = `docker compose --project-directory ${ROOT}`;
  const run = fakeRun({ [compose]: "" });
  const probe = () => Promise.resolve(answer);
  const deps = {
    run,
    probes: { broker: probe, database: probe },
    log: fakeLog(),
    signal: new AbortController().signal,
  };
  return { deps, last: () => run.ran.at(-1)?.slice(compose.length + 1) };
}

Deno.test("startDockerServers() starts what is missing, and nothing else", async () => {
  const { deps, last } = scene({ kind: "right" });
  await startDockerServers(readConfig({}), { broker: false, database: true }, deps);
  assertEquals(last(), "up --detach --wait --wait-timeout 180 questdb");
});

Deno.test("startDockerServers() stops containers that can't be reached", async () => {
  using time = new FakeTime();
  const { deps, last } = scene({ kind: "nothing" });
  const started = startDockerServers(readConfig({}), { broker: true, database: true }, deps);
  const refused = assertRejects(() => started, SetupError, "can't be reached from outside");
  for (let passed = 0; passed <= 20_000; passed += 200) {
    await time.tickAsync(200);
    await time.runMicrotasks();
  }
  await refused;
  assertEquals(last(), "stop emqx questdb");
});
