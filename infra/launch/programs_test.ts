import { assert, assertEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../../devices/lib/env.ts";
import { toFlags } from "./flags.ts";
import { allNames, programs } from "./programs.ts";

/** The flags of a program, by name, with its settings at their defaults except for `env`. */
function flagsOf(name: string, env: Record<string, string> = {}, args: string[] = []) {
  const flags = toFlags(programs[name].check(env, args));
  return Object.fromEntries(flags.map((flag) => flag.split("=", 2)));
}

Deno.test("programs see their own settings and get no permission without limits", () => {
  for (const [name, { check, variables }] of Object.entries(programs)) {
    if (name === "build") continue; // runs only what is ours, before anything else does
    const permissions = check({}, name === "device" ? ["vehicle_01"] : []);
    assertEquals(Object.keys(variables).filter((name) => !permissions.env.includes(name)), []);
    const flags = toFlags(permissions);
    assertEquals(flags.slice(0, 2), ["--no-prompt", "--ignore-env"]);
    for (const flag of flags.slice(2)) assert(/^--allow-\w+=./.test(flag), `${name}: ${flag}`);
  }
});

Deno.test("devices reaches its broker and its outbox, and nothing else", () => {
  const flags = flagsOf("devices", {
    MQTT_URL: "mqtt://broker:1900",
    OUTBOX_DIR: "box",
    MQTT_PASSWORD: "",
  });
  assertEquals(flags["--allow-net"], "broker:1900");
  assertEquals(flags["--allow-read"], "box");
  assertEquals(flags["--allow-write"], "box");
});

Deno.test("ingest reaches broker, database and fallback, serves its port, and writes nothing", () => {
  const flags = flagsOf("ingest", {
    QUESTDB_URL: "http://one:9000",
    QUESTDB_URL_FALLBACK: "https://two",
    INGEST_PORT: "8002",
  });
  assertEquals(flags["--allow-net"], "127.0.0.1:1883,one:9000,two:443,127.0.0.1:8002");
  assertEquals(flags["--allow-read"], "ingest/migrate/sql");
  assertEquals(flags["--allow-sys"], "statfs");
  assertEquals(flags["--allow-write"], undefined);
  assertEquals(flags["--allow-run"], undefined);
});

Deno.test("replay reaches the database and its fallback, and nothing else", () => {
  const flags = flagsOf("replay", { QUESTDB_URL_FALLBACK: "https://two" }, ["--dry-run"]);
  assertEquals(flags["--allow-net"], "127.0.0.1:9000,two:443");
  for (const flag of ["read", "write", "run", "sys"]) {
    assertEquals(flags[`--allow-${flag}`], undefined);
  }
});

Deno.test("chaos reaches this machine alone, and a broker that it is given", () => {
  assertEquals(flagsOf("chaos")["--allow-net"], "127.0.0.1");
  const args = ["--broker", "mqtt://broker.example"];
  assertEquals(flagsOf("chaos", {}, args)["--allow-net"], "127.0.0.1,broker.example:1883");
  assertThrows(() => programs.chaos.check({}, ["--minutes", "0"]), ConfigError, "--minutes");
});

Deno.test("web reads its own folder, and what runs before it is a program too", () => {
  const flags = flagsOf("web", { WEB_PORT: "8080" });
  assertEquals(flags["--allow-net"], "127.0.0.1:8812,127.0.0.1:8001,127.0.0.1:8080");
  assertEquals(flags["--allow-read"], "web,infra/jsr/fresh");
  assertEquals(flags["--allow-write"], undefined);
  for (const { before } of Object.values(programs)) {
    if (before !== undefined) assert(before in programs);
  }
});

Deno.test("bench reaches this machine, and writes its folders and the dashboard's configuration", () => {
  const flags = flagsOf("bench");
  assertEquals(flags["--allow-net"], "127.0.0.1");
  assertEquals(flags["--allow-write"].split(",").slice(0, 3), [
    ...["infra/.data", "deno.offline.json", "deno.offline.lock"],
  ]);
  assertEquals(flags["--allow-sys"], "homedir");
});

Deno.test("programs refuse a wrong setting before they start", () => {
  assertThrows(() => programs.devices.check({ WINDOW: "1" }, []), ConfigError, "WINDOW");
  assertThrows(() => programs.device.check({}, ["a/b"]), ConfigError, "a/b");
  assertThrows(() => programs.ingest.check({ QUESTDB_URL: "db" }, []), ConfigError, "QUESTDB_URL");
  assertThrows(() => programs.replay.check({}, ["--reason", "x"]), ConfigError, "--reason");
});

Deno.test("allNames holds each setting once", () => {
  assertEquals(new Set(allNames).size, allNames.length);
  assert(allNames.includes("DEVICE_COUNT") && allNames.includes("INGEST_PORT"));
});
