import { assertEquals, assertObjectMatch, assertThrows } from "@std/assert";
import { SetupError } from "../../devices/lib/program.ts";
import { readConfig } from "../config.ts";
import { brokerOptions, databaseOptions } from "./java_options.ts";

const TOOLS = { java: { command: ["java"], version: "17" }, jars: "lib" };

Deno.test("brokerOptions() listens where MQTT_URL says", () => {
  assertObjectMatch(brokerOptions("mqtt://localhost", TOOLS), {
    hostname: "127.0.0.1",
    port: 1883,
  });
});

Deno.test("databaseOptions() listens, and lets in, as the settings say", () => {
  const { database } = readConfig({
    QUESTDB_URL: "http://127.0.0.2:9100",
    QUESTDB_PG_URL: "postgres://reader:p%40ss@127.0.0.2:8900/qdb",
    QUESTDB_USERNAME: "writer",
    QUESTDB_PASSWORD: "secret",
  });
  assertObjectMatch(databaseOptions(database, TOOLS), {
    hostname: "127.0.0.2",
    httpPort: 9100,
    pgPort: 8900,
    httpLogin: { name: "writer", password: "secret" },
    pgLogin: { name: "reader", password: "p@ss" },
  });
  const { httpLogin } = databaseOptions(readConfig({}).database, TOOLS);
  assertEquals(httpLogin, undefined);
});

Deno.test("databaseOptions() refuses addresses on two hosts", () => {
  const { database } = readConfig({ QUESTDB_PG_URL: "postgres://admin:quest@db.example:8812/qdb" });
  const error = assertThrows(() => databaseOptions(database, TOOLS), SetupError);
  assertEquals(
    error.message,
    "QUESTDB_PG_URL=postgres://db.example:8812/qdb must name the same host as " +
      "QUESTDB_URL=http://127.0.0.1:9000",
  );
});
