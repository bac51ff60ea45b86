import { assertEquals } from "@std/assert";
import { misspellings } from "./spelling.ts";

const KNOWN = ["MQTT_URL", "MQTT_PASSWORD", "DEVICE_COUNT", "WINDOW"];

Deno.test("misspellings() finds slips and names what was meant", () => {
  assertEquals(misspellings(["MQTT_UR", "DEVICE_CONT", "WINDWO", "MQTT_URL"], KNOWN), [
    { name: "MQTT_UR", nearest: "MQTT_URL" },
    { name: "DEVICE_CONT", nearest: "DEVICE_COUNT" },
    { name: "WINDWO", nearest: "WINDOW" },
  ]);
});

Deno.test("misspellings() leaves other programs' variables alone", () => {
  assertEquals(misspellings(["PATH", "HOME", "MQTT_CLIENT", "DEVICES"], KNOWN), []);
});

Deno.test("misspellings() is strict about names of our families if told to", () => {
  assertEquals(misspellings(["MQTT_USER", "EDITOR"], KNOWN, { strict: true }), [
    { name: "MQTT_USER", nearest: "MQTT_URL" },
  ]);
});
