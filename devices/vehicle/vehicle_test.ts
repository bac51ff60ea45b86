import { assertEquals } from "@std/assert";
import { seededRandom } from "../lib/random.ts";
import type { HostFigures } from "../wire/payload.ts";
import { createVehicle } from "./vehicle.ts";

Deno.test("createVehicle() gives every field of the payload", () => {
  const host = { cpu_usage: 12.5, ram_usage: 40 } as HostFigures;
  const vehicle = createVehicle({ random: seededRandom(""), interval: 1, host: () => host });
  const figures = vehicle.sample();
  assertEquals(Object.keys(figures), [
    "speed",
    "cpu_usage",
    "ram_usage",
    "detection_label",
    "detection_confidence",
  ]);
  assertEquals(figures.cpu_usage, 12.5);
});
