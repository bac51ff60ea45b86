import { assertEquals } from "@std/assert";
import { rolledUpTo } from "./rolled_up.ts";
import { FakeQueries } from "./testing/fake_queries.ts";
import { Unavailable } from "./unavailable.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 30, 10);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

Deno.test("rolledUpTo() ends where the last step began, and not in the future", async () => {
  const past = NOW - 10 * HOUR;
  assertEquals(await rolledUpTo(new FakeQueries({ rolled_up_to: [[past]] }), NOW), {
    minutes: past,
    hours: past,
  });
  const ahead = new FakeQueries({ rolled_up_to: [[NOW + 5 * MINUTE]] });
  assertEquals(await rolledUpTo(ahead, NOW), {
    minutes: Date.UTC(2026, 10, 20, 14, 28),
    hours: Date.UTC(2026, 10, 20, 12),
  });
});

Deno.test("rolledUpTo() is null for views that are empty or not there", async () => {
  const none = { minutes: null, hours: null };
  assertEquals(await rolledUpTo(new FakeQueries({ rolled_up_to: [[null]] }), NOW), none);
  const missing = new FakeQueries({ rolled_up_to: new Unavailable("not there yet") });
  assertEquals(await rolledUpTo(missing, NOW), none);
});
