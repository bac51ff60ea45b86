import { assertEquals } from "@std/assert";
import { pausedAt } from "../live/session.ts";
import { askedRange } from "./asked_range.ts";
import { DeviceModel } from "./model.ts";
import type { DeviceData } from "./page_data.ts";

Deno.test("askedRange() is relative, and stands still while the screen does", () => {
  const model = new DeviceModel({
    detail: { device_id: "a", facts: { first_seen: null } },
    history: { resolution: { step_ms: null }, columns: [], rows: [] },
    range: { from: "now-1h", to: "now" },
  } as unknown as DeviceData);
  assertEquals(askedRange(model), "from=now-1h&to=now");
  pausedAt.value = Date.UTC(2026, 10, 20, 14);
  assertEquals(askedRange(model), "from=2026-11-20T13:00:00.000Z&to=2026-11-20T14:00:00.000Z");
  pausedAt.value = null;
});
