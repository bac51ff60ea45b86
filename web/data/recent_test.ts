import { assertEquals } from "@std/assert";
import { timestamp } from "./postgres.ts";
import { recentPoints } from "./recent.ts";
import { FakeQueries } from "./testing/fake_queries.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 30, 10);

Deno.test("recentPoints() is one question for all devices, ascending and with unique times", async () => {
  const row = (id: string, ts: number, lag = 10) => [id, ts, 50, ts + lag];
  const db = new FakeQueries({
    // newest first, as the query has it
    recent: [row("a", NOW), row("b", NOW - 500), row("a", NOW - 900, 6000), row("a", NOW - 900)],
  });
  const { devices } = await recentPoints(db, ["a", "b", "c"], NOW);
  assertEquals(db.asked.length, 1);
  assertEquals(db.asked[0].parameters, [timestamp(NOW - 120_000), "a", "b", "c"]);
  assertEquals(devices, [
    { device_id: "a", ts: [NOW - 900, NOW], speed: [50, 50], late: [0] },
    { device_id: "b", ts: [NOW - 500], speed: [50], late: [] },
    { device_id: "c", ts: [], speed: [], late: [] },
  ]);
});
