import { assertEquals } from "@std/assert";
import { LatencyWindow } from "./latency_window.ts";

Deno.test("LatencyWindow.summary() is the nearest rank of the last stretch", () => {
  const window = new LatencyWindow(1000);
  for (let ms = 1; ms <= 100; ms++) window.add(ms, ms);
  assertEquals(window.summary(100), { count: 100, p50: 50, p95: 95, p99: 99, max: 100 });
  assertEquals(window.summary(1051)?.count, 50);
  assertEquals(window.summary(5000), null);
});

Deno.test("LatencyWindow keeps the newest when there are too many", () => {
  const window = new LatencyWindow(1000, 10);
  for (let ms = 1; ms <= 100; ms++) window.add(ms, ms);
  assertEquals(window.summary(100)?.p50, 95);
});
