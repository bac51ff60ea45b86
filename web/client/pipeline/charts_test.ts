import { assertEquals } from "@std/assert";
import type { PipelineReport } from "../../data/types.ts";
import { chartData, CHARTS, lineValue } from "./charts.ts";

const REPORT = {
  from: 0,
  to: 22_000,
  step_ms: 5000,
  series: {
    ts: [0, 5000, 15_000, 20_000],
    received: [1, 2, 3, 99],
    stored: [1, 2, 3, 99],
    rejected: [0, 0, 0, 0],
  },
} as unknown as PipelineReport;

Deno.test("chartData() breaks at silence and leaves out the step under way", () => {
  const [x, received] = chartData(CHARTS[0], REPORT);
  assertEquals([x, received], [[0, 5000, 5001, 15_000], [1, 2, null, 3]]);
});

Deno.test("lineValue() is that of a moment, or the newest", () => {
  const line = CHARTS[0].lines[0];
  assertEquals([lineValue(line, REPORT, 5000), lineValue(line, REPORT, null)], [2, 3]);
});
