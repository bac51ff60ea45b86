import { assertEquals } from "@std/assert";
import type { PipelineReport } from "../../data/types.ts";
import { PipelineModel } from "./model.ts";

function modelOf(): PipelineModel {
  const report = { heat: { ts: [0, 1000, 5000], step_ms: 1000 } } as unknown as PipelineReport;
  const range = { from: "now-6h", to: "now" };
  return new PipelineModel({ made: 0, report, range, health: {} as never, picked: null });
}

Deno.test("PipelineModel.stepAt() finds the step of a moment", () => {
  const model = modelOf();
  assertEquals(model.stepAt(1500), { at: 1000, width: 1000 });
  assertEquals([model.stepAt(3000), model.stepAt(-1)], [null, null]);
});

Deno.test("PipelineModel.go() remembers the live range", () => {
  const model = modelOf();
  model.go({ from: "now-2h", to: "now-1h" });
  assertEquals([model.isLive.value, model.lastLive.from], [false, "now-6h"]);
});

Deno.test("PipelineModel.pick() forgets who made the last one", () => {
  const model = modelOf();
  model.detail.value = { from: 0, to: 1, hops: [], devices: [] };
  model.pick({ at: 1000, width: 1000 });
  assertEquals([model.picked.value?.at, model.detail.value], [1000, null]);
});
