import { assertEquals } from "@std/assert";
import type uPlot from "uplot";
import { plotOptions, type PlotSpec } from "./options.ts";
import { NO_OVERLAY } from "./overlay.ts";
import type { Palette } from "./palette.ts";

/** A chart whose canvas takes everything. */
const PLOT = {
  ctx: new Proxy({}, { get: () => () => {}, set: () => true }),
  bbox: { left: 0, top: 0, width: 100, height: 50 },
} as unknown as uPlot;

const PALETTE = new Proxy({}, { get: () => "rgb(0, 0, 0)" }) as Palette;

Deno.test("plotOptions() asks what lies over a chart once a drawing", () => {
  Object.assign(globalThis, { devicePixelRatio: 1 });
  let asked = 0;
  const spec: PlotSpec = {
    ...{ lines: [], axes: "none", x: () => [0, 1], y: () => [0, 1] },
    overlay: () => (asked++, NO_OVERLAY),
  };
  const { hooks } = plotOptions(spec, PALETTE, "utc", { width: 100, height: 50 });
  const draw = () => [...hooks!.drawClear!, ...hooks!.draw!].forEach((hook) => hook?.(PLOT));
  draw();
  draw();
  assertEquals(asked, 2);
});
