import { assertEquals } from "@std/assert";
import type { PipelineSecond } from "../../live/frame.ts";
import { verdictOf } from "./verdict.ts";

function second(part: Partial<PipelineSecond> = {}, p95 = 30): PipelineSecond {
  const hop = { count: 1, late: 0, p50: 1, p95, p99: p95, max: p95 };
  const figures = { received: 10, stored: 10, rejected: 0, held: 0, wal_lag: 0 };
  return { now: 1000, ts: 0, ...figures, hops: { device_queryable: hop }, ...part };
}

Deno.test("verdictOf() says what the newest second says", () => {
  assertEquals(verdictOf(second(), 2000, 2000).word, "Keeping up");
  assertEquals(verdictOf(second({}, 2001), 2000, 2000).word, "Behind");
  assertEquals(verdictOf(second({ received: 0, stored: 0 }), 2000, 2000).word, "Quiet");
});

Deno.test("verdictOf() knows nothing from an old report", () => {
  assertEquals(verdictOf(null, 2000, 2000).word, "Unknown");
  assertEquals(verdictOf(second(), 6001, 2000).word, "Unknown");
});
