import { assertEquals, assertThrows } from "@std/assert";
import { deviceTopic, parseDeviceTopic } from "./topics.ts";

Deno.test("parseDeviceTopic() gives back what deviceTopic() was made of", () => {
  for (const kind of ["data", "legacy", "status", "account", "stored"] as const) {
    for (const deviceId of ["vehicle_01", "a", "A.b-c_9", "x".repeat(64)]) {
      assertEquals(parseDeviceTopic(deviceTopic(kind, deviceId)), { kind, deviceId });
    }
  }
});

Deno.test("deviceTopic() makes the topics that others rely on", () => {
  assertEquals(deviceTopic("data", "vehicle_01"), "device/data/vehicle_01");
  assertEquals(deviceTopic("legacy", "vehicle_01"), "vehicle/speed/vehicle_01");
  assertEquals(deviceTopic("status", "vehicle_01"), "status/vehicle_01");
  assertEquals(deviceTopic("account", "vehicle_01"), "account/vehicle_01");
  assertEquals(deviceTopic("stored", "vehicle_01"), "stored/vehicle_01");
});

Deno.test("deviceTopic() refuses what is no device id", () => {
  for (const deviceId of ["", "+", "#", "a/b", "a b", "ä", "x".repeat(65), "a\n"]) {
    assertThrows(() => deviceTopic("data", deviceId), RangeError, "must be 1 to 64 of");
  }
});

Deno.test("parseDeviceTopic() passes over topics of others", () => {
  for (const topic of ["device/data", "device/data/a/b", "devices/data/a", "", "$SYS/status/a"]) {
    assertEquals(parseDeviceTopic(topic), undefined);
  }
});
