import { assertEquals, assertThrows } from "@std/assert";
import { choice, ConfigError, decimal, flag, integer, readEnv, text, url } from "./env.ts";

const variables = {
  NAME: text("ledger", "a name"),
  COUNT: integer(10, "a count", { min: 1, max: 100 }),
  RATIO: decimal(0.5, "a ratio", { max: 1 }),
  LOUD: flag(false, "loud or not"),
  MODE: choice(["", "docker", "java"], "", "a mode"),
  BROKER: url("mqtt://127.0.0.1:1883", ["mqtt:", "mqtts:"], "a broker"),
  SECOND: url("", ["http:"], "a second address"),
  A_PASSWORD: integer(1, "a password of digits"),
};

function messageOf(env: Record<string, string>): string {
  return assertThrows(() => readEnv(variables, env), ConfigError).message;
}

Deno.test("readEnv() gives defaults for what is unset or empty", () => {
  assertEquals(readEnv(variables, { COUNT: "", RATIO: undefined }), {
    NAME: "ledger",
    COUNT: 10,
    RATIO: 0.5,
    LOUD: false,
    MODE: "",
    BROKER: "mqtt://127.0.0.1:1883",
    SECOND: "",
    A_PASSWORD: 1,
  });
});

Deno.test("readEnv() reads each type", () => {
  const env = {
    COUNT: "7",
    RATIO: "0.25",
    LOUD: "true",
    MODE: "java",
    BROKER: "mqtts://b.example",
  };
  const { COUNT, RATIO, LOUD, MODE, BROKER } = readEnv(variables, env);
  assertEquals([COUNT, RATIO, LOUD, MODE, BROKER], [7, 0.25, true, "java", "mqtts://b.example"]);
});

Deno.test("readEnv() names the variable, its value and what is allowed", () => {
  assertEquals(messageOf({ COUNT: "0" }), 'COUNT="0": must be a whole number from 1 to 100');
  assertEquals(messageOf({ COUNT: "1.5" }), 'COUNT="1.5": must be a whole number from 1 to 100');
  assertEquals(messageOf({ RATIO: "NaN" }), 'RATIO="NaN": must be a number from 0 to 1');
  assertEquals(messageOf({ LOUD: "yes" }), 'LOUD="yes": must be true or false');
  assertEquals(messageOf({ MODE: "podman" }), 'MODE="podman": must be docker or java');
});

Deno.test("readEnv() refuses a URL of another protocol, or of no host", () => {
  const allowed = "must be a URL that begins with mqtt:// or mqtts://";
  assertEquals(messageOf({ BROKER: "http://a" }), `BROKER="http://a": ${allowed}`);
  assertEquals(messageOf({ BROKER: "mqtt:" }), `BROKER="mqtt:": ${allowed}`);
});

Deno.test("readEnv() says all faults at once and no secrets", () => {
  const message = messageOf({ COUNT: "x", A_PASSWORD: "hunter2", BROKER: "tcp://me:hunter2@a" });
  assertEquals(message.split("\n").length, 3);
  assertEquals(message.includes("hunter2"), false);
});
