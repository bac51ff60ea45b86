import { assertEquals, assertRejects } from "@std/assert";
import { SetupError } from "../../devices/lib/program.ts";
import { readConfig } from "../config.ts";
import { findMissing } from "./missing.ts";
import type { Answer } from "./probe.ts";

const RIGHT: Answer = { kind: "right" };
const NOTHING: Answer = { kind: "nothing" };
const OTHER: Answer = { kind: "other", what: "a web server (HTTP 404, nginx)" };

function find(env: Record<string, string>, broker: Answer, database: Answer) {
  return findMissing(readConfig(env), {
    broker: () => Promise.resolve(broker),
    database: () => Promise.resolve(database),
  });
}

Deno.test("findMissing() uses what answers and starts the rest", async () => {
  assertEquals(await find({}, RIGHT, NOTHING), { broker: false, database: true });
  assertEquals(await find({}, NOTHING, RIGHT), { broker: true, database: false });
  const remote = { MQTT_URL: "mqtts://broker.example", QUESTDB_URL: "http://db.example:9000" };
  assertEquals(await find(remote, RIGHT, RIGHT), { broker: false, database: false });
});

for (
  const [name, url] of [
    ["MQTT_URL", "mqtt://broker.example:1883"],
    ["MQTT_URL", "mqtts://127.0.0.1:8883"],
    ["QUESTDB_URL", "https://127.0.0.1:9000"],
  ]
) {
  Deno.test(`findMissing() can't start anything at ${url}`, async () => {
    await assertRejects(
      () => find({ [name]: url }, NOTHING, NOTHING),
      SetupError,
      `Nothing answers at ${name}=${url}: start `,
    );
  });
}

Deno.test("findMissing() names what else answers", async () => {
  await assertRejects(
    () => find({}, RIGHT, OTHER),
    SetupError,
    "What answers at QUESTDB_URL=http://127.0.0.1:9000 is not QuestDB but a web server " +
      "(HTTP 404, nginx): stop it, or set QUESTDB_URL to another address",
  );
});
