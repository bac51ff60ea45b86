import { assertEquals } from "@std/assert";
import { hopRows, onAxis } from "./hops.ts";

Deno.test("onAxis() is logarithmic from 0.1 ms to 10 s", () => {
  assertEquals([0, 0.1, 1, 100, 10_000, 60_000].map(onAxis), [0, 0, 20, 60, 100, 100]);
});

Deno.test("hopRows() puts the whole ways last", () => {
  const hop = (hop: "device_received" | "device_queryable") => ({
    hop,
    count: 1,
    late: 0,
    p50: 1,
    p95: 2,
    p99: 3,
    max: 4,
  });
  const here = { count: 9, p50: 5, p95: 6, p99: 7, max: 8 };
  const rows = hopRows([hop("device_received"), hop("device_queryable")], null, here);
  assertEquals(rows.map(({ name, p95, isEnd }) => [name, p95, isEnd]), [
    ["Device to ingest", 2, false],
    ["Frame to screen", null, false],
    ["Device to queryable row", 2, true],
    ["Device to screen", 6, true],
  ]);
});
