import { assertEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../devices/lib/env.ts";
import { readConfig } from "./config.ts";

Deno.test("readConfig() has defaults for everything", () => {
  assertEquals(readConfig({}), {
    broker: { url: "mqtt://127.0.0.1:1883", ca: undefined, cert: undefined, key: undefined },
    clientId: "ledgerline-ingest",
    username: "ingest",
    password: "",
    group: undefined,
    receiveMaximum: 5000,
    questdb: ["http://127.0.0.1:9000"],
    questdbUser: { username: "", password: "" },
    hostname: "127.0.0.1",
    port: 8001,
    batchSize: 10_000,
    batchTimeout: 0,
    storedInterval: 2000,
    clockSkewLimit: 300_000,
  });
});

Deno.test("readConfig() puts the fallback behind the preferred address", () => {
  const { questdb } = readConfig({ QUESTDB_URL_FALLBACK: "https://b:9000" });
  assertEquals(questdb, ["http://127.0.0.1:9000", "https://b:9000"]);
});

Deno.test("readConfig() takes a group only with an id and a port of its own", () => {
  const env = { INGEST_GROUP: "g", MQTT_CLIENT_ID: "ingest-2", INGEST_PORT: "8003" };
  assertEquals(readConfig(env).group, "g");
  for (const name of ["MQTT_CLIENT_ID", "INGEST_PORT"] as const) {
    assertThrows(() => readConfig({ ...env, [name]: "" }), ConfigError, `${name} is not set`);
  }
  assertThrows(
    () => readConfig({ ...env, INGEST_GROUP: "a/b" }),
    ConfigError,
    'INGEST_GROUP="a/b"',
  );
});

const WRONG: [string, string, string][] = [
  ["RECEIVE_MAXIMUM", "0", "from 1 to 65535"],
  ["BATCH_SIZE", "0", "from 1"],
  ["BATCH_TIMEOUT", "-1", "from 0 to 2000"],
  ["STORED_INTERVAL", "0", "from 1 to 60000"],
  ["INGEST_PORT", "80000", "from 1 to 65535"],
  ["QUESTDB_URL", "127.0.0.1:9000", "begins with http:// or https://"],
  ["QUESTDB_URL", "http://127.0.0.1:9000/exec", "must end after the port"],
  ["QUESTDB_URL_FALLBACK", "http://b:9000/?x=1", "must end after the port"],
  ["QUESTDB_URL", "http://admin:secret@127.0.0.1:9000", "go into QUESTDB_USERNAME"],
];

for (const [name, value, allowed] of WRONG) {
  Deno.test(`readConfig() refuses ${name}=${value}`, () => {
    const error = assertThrows(() => readConfig({ [name]: value }), ConfigError, allowed);
    assertEquals(error.message.includes(name), true);
    assertEquals(error.message.includes("secret"), false);
  });
}

Deno.test("readConfig() refuses arguments", () => {
  assertThrows(() => readConfig({}, ["--group"]), ConfigError, "no arguments");
});
