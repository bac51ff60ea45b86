import { assertEquals } from "@std/assert";
import { healthResponse } from "./health.ts";

async function ask(state: Partial<Record<"migrated" | "subscribed" | "failing", boolean>>) {
  const { migrated = true, subscribed = true, failing = false } = state;
  const response = healthResponse({
    migrated: () => migrated,
    subscribed: () => subscribed,
    failing: () => failing,
    held: () => 7,
  });
  return { code: response.status, ...await response.json() };
}

Deno.test("healthResponse() is 503 until the ingest is migrated and subscribed", async () => {
  const starting = await ask({ migrated: false, subscribed: false });
  assertEquals([starting.code, starting.status], [503, "down"]);
  assertEquals((await ask({ subscribed: false })).code, 503);
  const { code, status, parts } = await ask({});
  assertEquals([code, status, Object.keys(parts)], [200, "ok", [
    "migrations",
    "broker",
    "database",
  ]]);
});

Deno.test("healthResponse() is degraded while the database stores nothing", async () => {
  const { code, status, parts } = await ask({ failing: true });
  assertEquals([code, status], [200, "degraded"]);
  assertEquals(parts.database.detail, "does not store rows; 7 messages are held");
});
