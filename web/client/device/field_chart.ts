/** The charts of the device page: one spec for every field, large or small. */
import type uPlot from "uplot";
import type { Field } from "../../data/fields.ts";
import type { PlotSpec } from "../chart/options.ts";
import { type Extent, fitted, fromZero } from "../chart/value_axis.ts";
import { pausedAt, serverNow } from "../live/session.ts";
import { zone } from "../settings.ts";
import { lowerBound } from "../series/search.ts";
import type { DeviceNow } from "../fleet/device_now.ts";
import type { DeviceModel } from "./model.ts";
import { overlayOf } from "./overlay.ts";
import type { DeviceControls } from "./run.ts";

/** The key under which the page's charts share their crosshair. */
const SYNC = "device";

/** The chart of a field; the large one has axes and says what lies over it. */
export function fieldSpec(
  model: DeviceModel,
  controls: DeviceControls,
  field: Field,
  size: "large" | "small",
  device: () => DeviceNow,
): PlotSpec {
  const isLarge = size === "large";
  return {
    lines: [
      { colour: "s1" },
      { colour: "late", width: isLarge ? 2 : 1.5 },
      { colour: "s1", width: 0 },
      { colour: "s1", width: 0 },
    ],
    band: [3, 4],
    axes: isLarge ? "full" : "none",
    x: () => shownRange(model),
    y: (min, max) => yRange(field, min, max),
    sync: SYNC,
    overlay: () => {
      const overlay = overlayOf(model.table, surroundings(model, device().interval));
      return isLarge
        ? overlay
        : { ...overlay, gaps: [], late: [], silence: wordless(overlay.silence) };
    },
    onCursor: (at) => model.cursor.value = at,
    onZoom: controls.zoom,
    onReset: controls.back,
  };
}

/** Columns as the spec's lines want them: line, late line, band's upper and lower edge. */
export function fieldData(model: DeviceModel, field: Field): uPlot.AlignedData {
  const { x, y, late, band } = model.columns(field);
  const nothing = x.map(() => null);
  return [x, y, late, band?.max ?? nothing, band?.min ?? nothing];
}

/** The range that charts show at this moment; it stands while the screen is paused. */
export function shownRange(model: DeviceModel): Extent {
  const { from, to } = model.bounds(pausedAt.peek() ?? serverNow());
  return [from, to];
}

/** What `overlayOf` needs to know besides the rows. */
export function surroundings(model: DeviceModel, interval: number | null) {
  const [from, to] = shownRange(model);
  const { firstSeen } = model;
  const [isLive, account] = [model.isLive.peek(), model.account.peek()];
  return { from, to, isLive, interval, zone: zone.peek(), firstSeen, account };
}

/** A field's value at a moment, or its newest one. */
export function valueAt(model: DeviceModel, field: Field, at: number | null): number | null {
  const { x, y } = model.columns(field);
  if (at === null) return y.findLast((value) => value !== null) ?? null;
  return y[lowerBound(x.length, at, (i) => x[i])] ?? null;
}

/** How high a field's chart is. */
export function yRange(field: Field, min: number | null, max: number | null): Extent {
  if (field.unit === "%") return fitted(min, max, 10, 0, 100);
  if (field.name === "detection_confidence") return [0, 1];
  if (field.kind === "counter") return fromZero(max, 1_000);
  if (field.unit === "MiB") return fitted(min, max, Math.max(64, (max ?? 0) / 20));
  return fromZero(max, 10);
}

function wordless(silence: ReturnType<typeof overlayOf>["silence"]) {
  return silence === null ? null : { from: silence.from, to: silence.to };
}
