import { assertEquals } from "@std/assert";
import { HopMeter } from "./hop_meter.ts";

Deno.test("HopMeter.take() gives percentiles, the slowest reading and its device", () => {
  const meter = new HopMeter();
  for (let i = 0; i < 99; i++) meter.record(10, "a");
  meter.record(700, "b");
  const second = meter.take()!;
  assertEquals(second.readings, 100);
  assertEquals([second.slowest, second.worstDevice], [700, "b"]);
  assertEquals([second.p50, second.p95].map(Math.round), [10, 10]);
  assertEquals(second.buckets.reduce((sum, count) => sum + count), 100);
});

Deno.test("HopMeter.take() keeps late readings apart", () => {
  const meter = new HopMeter();
  meter.skipLate(3);
  const second = meter.take()!;
  assertEquals([second.readings, second.late, second.slowest], [0, 3, 0]);
  assertEquals(second.worstDevice, undefined);
});

Deno.test("HopMeter.take() begins anew", () => {
  const meter = new HopMeter();
  meter.record(700, "b", 5);
  assertEquals(meter.take()!.readings, 5);
  assertEquals(meter.take(), undefined);
  meter.record(1, "a");
  assertEquals(meter.take()!.slowest, 1);
});
