import { assertEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../devices/lib/env.ts";
import { isLoopback, readConfig } from "./config.ts";

Deno.test("readConfig() has a default for everything", () => {
  assertEquals(readConfig({}), {
    host: "127.0.0.1",
    port: 8000,
    tick: 250,
    password: "",
    databases: ["postgres://admin:quest@127.0.0.1:8812/qdb"],
    ingestHealth: "http://127.0.0.1:8001/health",
  });
});

Deno.test("readConfig() takes a second address of the database", () => {
  const { databases } = readConfig({ QUESTDB_PG_URL_FALLBACK: "postgres://a:b@10.0.0.2:8812/qdb" });
  assertEquals(databases.length, 2);
});

Deno.test("readConfig() refuses to be reached from elsewhere without a password", () => {
  const error = assertThrows(() => readConfig({ WEB_HOST: "0.0.0.0" }), ConfigError);
  assertEquals(
    error.message,
    'WEB_HOST="0.0.0.0": anyone who reaches this address could look: ' +
      "set WEB_PASSWORD or listen on 127.0.0.1",
  );
  assertEquals(readConfig({ WEB_HOST: "0.0.0.0", WEB_PASSWORD: "long enough" }).host, "0.0.0.0");
});

Deno.test("readConfig() asks an ingest that listens everywhere on this machine", () => {
  assertEquals(readConfig({ INGEST_HOST: "0.0.0.0" }).ingestHealth, "http://127.0.0.1:8001/health");
  assertEquals(readConfig({ INGEST_HOST: "::1" }).ingestHealth, "http://[::1]:8001/health");
});

Deno.test("readConfig() refuses arguments", () => {
  assertThrows(() => readConfig({}, ["now"]), ConfigError, "web takes no arguments: now");
});

Deno.test("isLoopback() knows the addresses that only this machine reaches", () => {
  for (const host of ["127.0.0.1", "127.1.2.3", "::1", "localhost"]) {
    assertEquals(isLoopback(host), true);
  }
  for (const host of ["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.org"]) {
    assertEquals(isLoopback(host), false);
  }
});
