import { assertEquals, assertThrows } from "@std/assert";
import { readConfig, readDeviceConfig } from "./config.ts";
import { ConfigError } from "./lib/env.ts";

function faultOf(read: () => unknown): string {
  return assertThrows(read, ConfigError).message;
}

Deno.test("readConfig() gives ten vehicles by default", () => {
  const config = readConfig({}, []);
  assertEquals(config.devices.length, 10);
  assertEquals(config.devices[0], { id: "vehicle_01", kind: "vehicle", password: undefined });
  assertEquals(config.devices[9].id, "vehicle_10");
  assertEquals(config, {
    broker: { url: "mqtt://127.0.0.1:1883", ca: undefined, cert: undefined, key: undefined },
    devices: config.devices,
    outbox: { directory: "devices/.data", name: "fleet", limit: 10_000 },
    window: 256,
    gapGrace: 5000,
    probeAfter: 30_000,
    interval: 1000,
    legacyTopic: false,
    seed: "",
    statusEvery: 10_000,
  });
});

Deno.test("readConfig() reads its variables and its flag", () => {
  const env = {
    DEVICE_COUNT: "120",
    PUBLISH_INTERVAL: "0.05",
    OUTBOX_DIR: "boxes",
    OUTBOX_LIMIT: "1012",
    LEGACY_TOPIC: "true",
    DEVICE_SEED: "7",
    GAP_GRACE: "200",
    PROBE_AFTER: "1000",
    MQTT_PASSWORD: "secret",
  };
  const config = readConfig(env, ["--status-every", "0.5"]);
  assertEquals(config.devices.at(-1), { id: "vehicle_120", kind: "vehicle", password: "secret" });
  assertEquals(config.interval, 50);
  assertEquals(config.outbox, { directory: "boxes", name: "fleet", limit: 1012 });
  assertEquals([config.legacyTopic, config.seed, config.statusEvery], [true, "7", 500]);
  assertEquals([config.gapGrace, config.probeAfter], [200, 1000]);
});

Deno.test("readConfig() refuses an outbox that is too small for its window", () => {
  assertEquals(
    faultOf(() => readConfig({ OUTBOX_LIMIT: "1011" }, [])),
    'OUTBOX_LIMIT="1011": must be at least 1012 (twice WINDOW plus 500)',
  );
  assertEquals(
    faultOf(() => readConfig({ WINDOW: "127" }, [])),
    'WINDOW="127": must be a whole number from 128 to 65535',
  );
  assertEquals(
    faultOf(() => readConfig({ OUTBOX_LIMIT: "2547", WINDOW: "1024" }, [])),
    'OUTBOX_LIMIT="2547": must be at least 2548 (twice WINDOW plus 500)',
  );
});

Deno.test("readConfig() says what its command line may hold", () => {
  const allowed = "allowed: [--status-every seconds]";
  const faults: [string[], string][] = [
    [["--fast"], `Unknown option '--fast'; ${allowed}`],
    [["vehicle_01"], `Unexpected argument "vehicle_01"; ${allowed}`],
    [["--status-every"], `Option '--status-every <value>' argument missing; ${allowed}`],
    [["--status-every", "0"], '--status-every="0": must be a number from 0.1 to 86400'],
  ];
  for (const [args, message] of faults) assertEquals(faultOf(() => readConfig({}, args)), message);
});

Deno.test("readDeviceConfig() gives one device with an outbox of its own", () => {
  const config = readDeviceConfig({ DEVICE_COUNT: "3" }, ["my-laptop", "--kind", "host"]);
  assertEquals(config.devices, [{ id: "my-laptop", kind: "host", password: undefined }]);
  assertEquals(config.outbox.name, "my-laptop");
  assertEquals(readDeviceConfig({}, ["vehicle_01"]).devices[0].kind, "vehicle");
});

Deno.test("readDeviceConfig() says what is wrong with its command line", () => {
  const allowed = "allowed: <id> [--kind vehicle|host] [--status-every seconds]";
  const faults: [string[], string][] = [
    [[], `A device id is missing; ${allowed}`],
    [["a", "b"], `Unexpected argument "b"; ${allowed}`],
    [["a", "--knd=host"], `Unknown option '--knd'; ${allowed}`],
    [["a/b"], 'Device id "a/b": must be 1 to 64 of A-Z a-z 0-9 . _ -'],
    [["a", "--kind", "ship"], '--kind="ship": must be vehicle or host'],
    [["a", "--kind", "constructor"], '--kind="constructor": must be vehicle or host'],
  ];
  for (const [args, message] of faults) {
    assertEquals(faultOf(() => readDeviceConfig({}, args)), message);
  }
});

Deno.test("readConfig() gives each device its own password, or else the common one", () => {
  const path = Deno.makeTempFileSync();
  try {
    Deno.writeTextFileSync(path, "vehicle_02,only, mine\n");
    const env = { DEVICE_COUNT: "2", DEVICE_PASSWORDS: path, MQTT_PASSWORD: "common" };
    const passwords = readConfig(env, []).devices.map(({ password }) => password);
    assertEquals(passwords, ["common", "only, mine"]);
  } finally {
    Deno.removeSync(path);
  }
});
