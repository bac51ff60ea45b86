import { assertEquals, assertThrows } from "@std/assert";
import { ConfigError, readEnv } from "./env.ts";
import { brokerVariables, readBroker } from "./mqtt_config.ts";

const CERTIFICATE = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n";
const KEY = "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n";

function broker(env: Record<string, string>) {
  return readBroker(readEnv(brokerVariables, { MQTT_URL: "mqtts://broker.example", ...env }));
}

function withFile(content: string, test: (path: string) => void): void {
  const path = Deno.makeTempFileSync();
  try {
    Deno.writeTextFileSync(path, content);
    test(path);
  } finally {
    Deno.removeSync(path);
  }
}

Deno.test("readBroker() reads the files that are named", () =>
  withFile(CERTIFICATE, (certificate) =>
    withFile(KEY, (key) => {
      assertEquals(broker({ MQTT_CERTFILE: certificate, MQTT_KEYFILE: key }), {
        url: "mqtts://broker.example",
        ca: undefined,
        cert: CERTIFICATE,
        key: KEY,
      });
    })));

Deno.test("readBroker() refuses a certificate without its key", () => {
  assertThrows(() => broker({ MQTT_KEYFILE: "a" }), ConfigError, "MQTT_CERTFILE and MQTT_KEYFILE");
});

Deno.test("readBroker() refuses files where the URL asks for no TLS", () => {
  const env = { MQTT_URL: "mqtt://broker.example", MQTT_CA_CERTS: "ca.pem" };
  assertThrows(
    () => broker(env),
    ConfigError,
    "MQTT_CA_CERTS is set, but MQTT_URL asks for no TLS",
  );
});

Deno.test("readBroker() refuses a URL that names more than the broker, and does not repeat it", () => {
  for (const more of ["me:hunter2@a", "hunter2@a", "a/?clientId=hunter2"]) {
    const error = assertThrows(() => broker({ MQTT_URL: `mqtt://${more}` }), ConfigError);
    assertEquals(error.message.includes("hunter2"), false);
  }
});

Deno.test("readBroker() names the file that it can't use", () => {
  assertThrows(() => broker({ MQTT_CA_CERTS: "no/such.pem" }), ConfigError, "can't be read");
  withFile(KEY, (path) => {
    assertThrows(
      () => broker({ MQTT_CA_CERTS: path }),
      ConfigError,
      `MQTT_CA_CERTS=${path}: must be a PEM file with a CERTIFICATE`,
    );
  });
});
