import { assertEquals, assertRejects } from "@std/assert";
import { SetupError } from "../../devices/lib/program.ts";
import { hasDocker, startContainers } from "./docker.ts";
import { ROOT } from "./folders.ts";
import { fakeLog } from "./testing/fake_log.ts";
import { type Answers, fakeRun } from "./testing/fake_run.ts";

const COMPOSE = `docker compose --project-directory ${ROOT}`;
const { signal } = new AbortController();

function scene(answers: Answers) {
  const run = fakeRun(Object.fromEntries(
    Object.entries(answers).map(([words, answer]) => [`${COMPOSE} ${words}`, answer]),
  ));
  const commands = () => run.ran.map((line) => line.slice(COMPOSE.length + 1));
  return { deps: { log: fakeLog(), signal, run }, commands };
}

Deno.test("hasDocker() wants an engine and Compose", async () => {
  const engine = { "docker version": "28.2.2" };
  const compose = { "docker compose version": "Docker Compose version v2.36.0" };
  const dead = { "docker version": { code: 1, lines: ["Cannot connect to the Docker daemon"] } };
  assertEquals(await hasDocker(fakeRun({ ...engine, ...compose })), true);
  assertEquals(await hasDocker(fakeRun({ ...dead, ...compose })), false);
  assertEquals(await hasDocker(fakeRun(engine)), false);
  assertEquals(await hasDocker(fakeRun({})), false);
});

Deno.test("startContainers() starts services by name, and stops them", async () => {
  const { deps, commands } = scene({ ps: "", up: "Container ledgerline-emqx-1 Healthy", stop: "" });
  const containers = await startContainers(["emqx", "questdb"], deps);
  await containers.stop();
  assertEquals(commands(), [
    "ps --services --status running",
    "up --detach --wait --wait-timeout 180 emqx questdb",
    "stop emqx questdb",
  ]);
});

Deno.test("startContainers() leaves running what ran before", async () => {
  const { deps, commands } = scene({ ps: "ingest\nquestdb", up: "", stop: "" });
  await (await startContainers(["emqx", "questdb"], deps)).stop();
  assertEquals(commands().at(-1), "stop emqx");
  const both = scene({ ps: "emqx\nquestdb", up: "" });
  await (await startContainers(["emqx", "questdb"], both.deps)).stop();
  assertEquals(both.commands().length, 2);
});

Deno.test("startContainers() says Docker's last words and stops what it started", async () => {
  const up = { code: 1, lines: ["emqx Pulled", "container ledgerline-emqx-1 is unhealthy"] };
  const { deps, commands } = scene({ ps: "", up, stop: "" });
  await assertRejects(
    () => startContainers(["emqx"], deps),
    SetupError,
    "did not get healthy (container ledgerline-emqx-1 is unhealthy): see docker compose logs emqx",
  );
  assertEquals(commands().at(-1), "stop emqx");
});

Deno.test("startContainers() stops what it started when it is called off", async () => {
  const { deps, commands } = scene({ ps: "", up: { code: 130, lines: [] }, stop: "" });
  const off = AbortSignal.abort(new Error("off"));
  await assertRejects(() => startContainers(["emqx"], { ...deps, signal: off }), Error, "off");
  assertEquals(commands().at(-1), "stop emqx");
});
