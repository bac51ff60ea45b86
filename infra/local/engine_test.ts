import { assertEquals, assertRejects } from "@std/assert";
import { SetupError } from "../../devices/lib/program.ts";
import { readConfig } from "../config.ts";
import { chooseEngine } from "./engine.ts";
import { fakeRun } from "./testing/fake_run.ts";

const BOTH = { broker: true, database: true };
const DOCKER = fakeRun({ "docker version": "28.2.2", "docker compose version": "v2.36.0" });
const NONE = fakeRun({});

Deno.test("chooseEngine() takes Docker where an engine answers, else Java", async () => {
  assertEquals(await chooseEngine(readConfig({}), BOTH, DOCKER), "docker");
  assertEquals(await chooseEngine(readConfig({}), BOTH, NONE), "java");
});

Deno.test("chooseEngine() does what INFRA says", async () => {
  assertEquals(await chooseEngine(readConfig({ INFRA: "java" }), BOTH, DOCKER), "java");
  assertEquals(await chooseEngine(readConfig({ INFRA: "docker" }), BOTH, DOCKER), "docker");
  await assertRejects(
    () => chooseEngine(readConfig({ INFRA: "docker" }), BOTH, NONE),
    SetupError,
    "INFRA=docker, but no Docker engine with Compose answers",
  );
});

Deno.test("chooseEngine() takes Java for ports that the containers don't publish", async () => {
  const env = { MQTT_URL: "mqtt://127.0.0.1:2883" };
  assertEquals(await chooseEngine(readConfig(env), BOTH, DOCKER), "java");
  const database = { broker: false, database: true };
  assertEquals(await chooseEngine(readConfig(env), database, DOCKER), "docker");
  await assertRejects(
    () => chooseEngine(readConfig({ ...env, INFRA: "docker" }), BOTH, DOCKER),
    SetupError,
    "compose.yaml publishes 127.0.0.1:1883 and MQTT_URL names 127.0.0.1:2883",
  );
});
