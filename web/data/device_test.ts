import { assertEquals } from "@std/assert";
import { deviceFacts, latestReading } from "./device.ts";
import { timestamp } from "./postgres.ts";
import { FakeQueries } from "./testing/fake_queries.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 30, 10);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

Deno.test("latestReading() goes back to where a roll-up says that a silent device was", async () => {
  const last = NOW - 40 * 24 * HOUR;
  const db = new FakeQueries({ device_last: [[last]] });
  assertEquals(await latestReading(db, "a", NOW), null);
  const searches = db.asked.filter(({ name }) => name === "device_latest");
  assertEquals(searches.map(({ parameters }) => parameters[1]), [
    timestamp(NOW - 5 * MINUTE),
    timestamp(last),
  ]);
});

Deno.test("deviceFacts() of a device without readings knows nothing", async () => {
  assertEquals(await deviceFacts(new FakeQueries(), "a", null, NOW), {
    first_seen: null,
    rate: 0,
    recent_readings: 0,
    recent_late: 0,
    epoch: null,
    seq: null,
    clock_offset_ms: null,
    last_letter: null,
  });
});

Deno.test("deviceFacts() gives rates in seconds and clocks in milliseconds", async () => {
  const db = new FakeQueries({
    device_facts: [[300, 2, -3000]],
    device_first: [[NOW - HOUR]],
    device_letter: [[NOW - 5]],
  });
  const facts = await deviceFacts(db, "a", { ts: NOW, epoch: 7, seq: 9 }, NOW);
  assertEquals([facts.rate, facts.recent_late, facts.clock_offset_ms], [1, 2, -3]);
  assertEquals([facts.first_seen, facts.epoch, facts.seq], [NOW - HOUR, 7, 9]);
  assertEquals(facts.last_letter, NOW - 5);
});
