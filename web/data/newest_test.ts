import { assertEquals } from "@std/assert";
import { newestReadings } from "./newest.ts";
import { timestamp } from "./postgres.ts";
import { FakeQueries } from "./testing/fake_queries.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 30, 10);
const HOUR = 3_600_000;

Deno.test("newestReadings() takes the newest of a device from wherever it is", async () => {
  const row = (id: string, ts: number, speed: number) => [id, ts, ts + 5, speed, 1, 2, "car"];
  const db = new FakeQueries({
    rolled_up_to: [[NOW - 10 * HOUR]],
    latest_rolled_up: [row("silent", NOW - 1e9, 1), row("active", NOW - 1e9, 2)],
    latest: [row("active", NOW - 1000, 3)],
  });
  const readings = await newestReadings(db, NOW);
  assertEquals(readings.map(({ device_id, speed }) => [device_id, speed]), [
    ["silent", 1],
    ["active", 3],
  ]);
});

Deno.test("newestReadings() reads the last day where there are no roll-ups", async () => {
  const db = new FakeQueries({ rolled_up_to: [[null]] });
  await newestReadings(db, NOW);
  const latest = db.asked.find(({ name }) => name === "latest")!;
  assertEquals(latest.parameters, [timestamp(NOW - 24 * HOUR)]);
  assertEquals(db.names.includes("latest_rolled_up"), false);
});
