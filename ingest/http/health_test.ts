import { assertEquals } from "@std/assert";
import { healthResponse, type Part } from "./health.ts";

const FINE: Part = { status: "ok", detail: "fine" };

type State = Partial<Record<"migrated" | "subscribed" | "failing", boolean>>;

async function ask(state: State, tables = FINE) {
  const { migrated = true, subscribed = true, failing = false } = state;
  const response = healthResponse({
    migrated: () => migrated,
    subscribed: () => subscribed,
    failing: () => failing,
    held: () => 7,
    watched: () => ({ tables, disk: FINE }),
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
    "tables",
    "disk",
  ]]);
});

Deno.test("healthResponse() is degraded while the database stores nothing", async () => {
  const { code, status, parts } = await ask({ failing: true });
  assertEquals([code, status], [200, "degraded"]);
  assertEquals(parts.database.detail, "does not store rows; 7 messages are held");
});

Deno.test("healthResponse() is degraded by what the database does not say by itself", async () => {
  const { code, status, parts } = await ask({}, { status: "degraded", detail: "suspended" });
  assertEquals([code, status, parts.tables.detail], [200, "degraded", "suspended"]);
});
