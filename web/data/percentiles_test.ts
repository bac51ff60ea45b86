import { assertAlmostEquals, assertEquals } from "@std/assert";
import { LATENCY_BOUNDS } from "../../ingest/tables.ts";
import { percentile } from "./percentiles.ts";

Deno.test("percentile() is within its bucket and never above the slowest", () => {
  const counts = LATENCY_BOUNDS.map((_, i) => i === 4 ? 100 : 0); // 3 to 4 ms
  assertAlmostEquals(percentile(counts, 0.5, 4)!, 3.5);
  assertEquals(percentile(counts, 1, 3.2), 3.2);
  assertEquals(percentile(counts.map(() => 0), 0.5, 0), null);
  const over = LATENCY_BOUNDS.map((_, i) => i === LATENCY_BOUNDS.length - 1 ? 1 : 0);
  assertEquals(percentile(over, 1, 90_000), 90_000);
});
