import { assertEquals, assertObjectMatch } from "@std/assert";
import { questDbSettings } from "./questdb.ts";

const OPTIONS = {
  java: { command: ["java"], version: "17" },
  jars: "lib",
  dataDir: "data",
  logFile: "log",
  httpPort: 9000,
  pgPort: 8812,
  healthPort: 9003,
};

Deno.test("questDbSettings() binds every port to loopback", () => {
  const settings = questDbSettings(OPTIONS);
  const bound = Object.entries(settings).filter(([name]) => name.endsWith("BIND_TO"));
  assertEquals(bound.map(([, address]) => address), [
    "127.0.0.1:9000",
    "127.0.0.1:8812",
    "127.0.0.1:9003",
  ]);
});

Deno.test("questDbSettings() keeps what was answered, and creates nothing by itself", () => {
  assertObjectMatch(questDbSettings(OPTIONS), {
    QDB_CAIRO_COMMIT_MODE: "sync",
    QDB_CAIRO_DEFAULT_SEQUENCER_PART_TXN_COUNT: "1000",
    QDB_LINE_AUTO_CREATE_NEW_COLUMNS: "false",
    QDB_LINE_AUTO_CREATE_NEW_TABLES: "false",
  });
});

Deno.test("questDbSettings() asks for the users of the settings", () => {
  const httpLogin = { name: "a", password: "b" };
  const pgLogin = { name: "c", password: "d" };
  assertObjectMatch(questDbSettings({ ...OPTIONS, httpLogin, pgLogin }), {
    QDB_HTTP_USER: "a",
    QDB_HTTP_PASSWORD: "b",
    QDB_PG_USER: "c",
    QDB_PG_PASSWORD: "d",
  });
});
