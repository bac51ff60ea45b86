import { assertEquals } from "@std/assert";
import { statusEvents } from "./statuses.ts";
import { FakeQueries } from "./testing/fake_queries.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 30, 10);

Deno.test("statusEvents() tells changes only, the newest first", async () => {
  const row = (
    status: string,
    since: number | null,
    received: number,
  ) => ["a", status, "started", 1, since, received];
  const db = new FakeQueries({
    status_events: [
      row("online", NOW - 900, NOW - 900),
      row("online", NOW - 900, NOW - 800), // received again when the ingest started
      row("offline", null, NOW - 700),
      row("offline", null, NOW - 600),
      row("online", NOW - 500, NOW - 500),
      row("online", NOW - 400, NOW - 400), // started anew
    ],
  });
  const events = await statusEvents(db, "a", 0);
  assertEquals(events.map(({ at, connection }) => [NOW - at, connection]), [
    [400, "online"],
    [500, "online"],
    [700, "offline"],
    [900, "online"],
  ]);
});
