import { assertEquals } from "@std/assert";
import { ScreenLatency } from "./screen_latency.ts";

Deno.test("ScreenLatency.measure() takes the time when a frame was painted", () => {
  const latency = new ScreenLatency();
  const waiting: (() => void)[] = [];
  const nothing = { speed: [], cpu_usage: [], ram_usage: [], detection_label: [], labels: [] };
  const data = {
    ...nothing,
    now: 10_100,
    base: 10_000,
    device: [0, 0, 1],
    ts: [0, 40, -60_000],
    lag: [20, 20, 60_000],
  };
  latency.measure({ name: "frame", data }, () => 10_140, (then) => waiting.push(then));
  assertEquals(latency.fromDevice(10_140), null);
  waiting.forEach((then) => then());
  assertEquals([latency.fromDevice(10_140)?.count, latency.fromDevice(10_140)?.max], [2, 140]);
  assertEquals(latency.fromFrame(10_140)?.p50, 40);
});

Deno.test("ScreenLatency.measure() leaves out what was taken before the stream was open", () => {
  const latency = new ScreenLatency();
  latency.opened(1000);
  const rows = [[999, 1010], [1001, 1010]];
  const data = { now: 1200, device_id: "a", columns: ["ts", "received"], rows };
  latency.measure({ name: "readings", data }, () => 1250, (then) => then());
  assertEquals(latency.fromDevice(1250)?.count, 1);
});

Deno.test("ScreenLatency.measure() leaves out late readings of one device's channel", () => {
  const latency = new ScreenLatency();
  const rows = [[1000, 1010], [900, 9000]];
  const data = { now: 1200, device_id: "a", columns: ["ts", "received"], rows };
  latency.measure({ name: "readings", data }, () => 1250, (then) => then());
  assertEquals(latency.fromDevice(1250), { count: 1, p50: 250, p95: 250, p99: 250, max: 250 });
});
