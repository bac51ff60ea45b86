import { assert, assertEquals } from "@std/assert";
import { FIELDS } from "../../data/fields.ts";
import type { DeviceDetail } from "../../data/types.ts";
import type { DeviceNow } from "../fleet/device_now.ts";
import { fakeAccount } from "../series/testing/fakes.ts";
import { fieldSpec } from "./field_chart.ts";
import { DeviceModel } from "./model.ts";
import type { DeviceControls } from "./run.ts";

/** A minute that began with two readings; the second came late, and between them one was refused. */
function chart(size: "large" | "small") {
  const now = Date.now();
  const start = now - 60_000;
  const history = {
    ...{ device_id: "a", from: start, to: now, columns: ["ts", "received", "epoch", "seq"] },
    ...{ resolution: { step_ms: null, source: "readings" as const }, gap_ms: 3000 },
    ...{ readings: 2, late: 1 },
    rows: [[start, start, 1, 1], [start + 9000, start + 20_000, 1, 3]],
  };
  const model = new DeviceModel({
    detail: { device_id: "a", facts: { first_seen: null } } as DeviceDetail,
    history,
    account: fakeAccount([["dead-lettered", 2, 2, start, start + 9000]]),
    ...{ range: { from: "now-1m", to: "now" }, field: "speed" },
  });
  const device = { interval: 1 } as DeviceNow;
  const spec = fieldSpec(model, {} as DeviceControls, FIELDS[0], size, () => device);
  return { start, model, spec };
}

Deno.test("fieldSpec() says what lies over the large chart", () => {
  const { gaps, late, silence } = chart("large").spec.overlay!();
  assertEquals([gaps[0].words, late.length], ["1 dead-lettered", 1]);
  assertEquals(silence?.words?.startsWith("no data since"), true);
});

Deno.test("fieldSpec() of a small chart looks for silence alone, and has no words for it", () => {
  const { start, model, spec } = chart("small");
  Object.defineProperty(model.table, "late", { get: () => assert(false, "late was looked for") });
  const { gaps, late, silence } = spec.overlay!();
  assertEquals([gaps, late], [[], []]);
  assertEquals([silence?.from, silence?.words], [start + 9000, undefined]);
});
