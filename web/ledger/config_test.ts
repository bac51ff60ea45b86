import { assertEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../../devices/lib/env.ts";
import { readConfig } from "./config.ts";

Deno.test("readConfig() of the ledger takes one or two addresses, and a device", () => {
  const first = "postgres://admin:quest@127.0.0.1:8812/qdb";
  assertEquals(readConfig({}), { databases: [first], device: undefined });
  const second = "postgres://other:8812/qdb";
  assertEquals(readConfig({ QUESTDB_PG_URL_FALLBACK: second }, ["vehicle_01"]), {
    databases: [first, second],
    device: "vehicle_01",
  });
  assertThrows(() => readConfig({}, ["a", "b"]), ConfigError, "one device");
});
