import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../../devices/lib/env.ts";
import { readOptions } from "./args.ts";

Deno.test("readOptions() has two minutes, one worker and HiveMQ by default, and draws a seed", () => {
  const { seed, ...options } = readOptions([]);
  assertEquals(options, { minutes: 2, workers: 1, broker: "hivemq" });
  assertNotEquals(seed, readOptions([]).seed);
});

Deno.test("readOptions() takes what it is given", () => {
  const args = ["--minutes", "30", "--seed", "7", "--workers=2", "--broker", "mosquitto"];
  assertEquals(readOptions(args), { minutes: 30, seed: "7", workers: 2, broker: "mosquitto" });
  assertEquals(readOptions(["--broker", "mqtt://b:1"]).broker, new URL("mqtt://b:1"));
  assertEquals(readOptions(["--workers", "2"]).broker, "mosquitto");
  assertEquals(readOptions(["--workers", "2", "--broker", "hivemq"]).broker, "hivemq");
});

Deno.test("readOptions() says what is allowed", () => {
  const wrong = [
    [["--minutes", "0"], "--minutes"],
    [["--workers", "two"], "--workers"],
    [["--broker", "mqtts://b"], "mqtt://"],
    [["--hours", "2"], "[--minutes N]"],
    [["seed"], "[--minutes N]"],
  ] as const;
  for (const [args, words] of wrong) {
    assertThrows(() => readOptions(args), ConfigError, words, args.join(" "));
  }
});
