import { assertEquals, assertThrows } from "@std/assert";
import { encodeFigures, encodeReading, identify } from "./payload.ts";

const identity = { device_id: "vehicle_01", epoch: 2 ** 52, seq: 7, timestamp: 1795226255.751 };

Deno.test("encodeReading() writes flat JSON, identity first", () => {
  assertEquals(
    encodeReading({ ...identity, speed: 51.25, detection_label: 'a "car"' }),
    '{"device_id":"vehicle_01","epoch":4503599627370496,"seq":7,"timestamp":1795226255.751,' +
      '"speed":51.25,"detection_label":"a \\"car\\""}',
  );
});

Deno.test("encodeReading() leaves out what is absent", () => {
  const reading = { ...identity, cpu_usage: null, disk_total: 0 };
  assertEquals(JSON.parse(encodeReading(reading)), { ...identity, disk_total: 0 });
  assertEquals(JSON.parse(encodeReading({ ...identity, cpu_usage: null })), identity);
});

Deno.test("identify() puts an identity before encoded figures", () => {
  assertEquals(
    identify(identity, encodeFigures({ speed: 1 })),
    encodeReading({ ...identity, speed: 1 }),
  );
});

Deno.test("encodeFigures() refuses what JSON has no number for", () => {
  for (const speed of [NaN, Infinity, -Infinity]) {
    assertThrows(
      () => encodeFigures({ speed }),
      RangeError,
      `speed must be a finite number: ${speed}`,
    );
  }
});
