/** The charts of the device page: one spec for every field, large or small. */
import type uPlot from "uplot";
import type { Field } from "../../data/fields.ts";
import type { PlotSpec } from "../chart/options.ts";
import { NO_OVERLAY, type Overlay } from "../chart/overlay.ts";
import { type Extent, fitted, fromZero } from "../chart/value_axis.ts";
import { shownNow } from "../live/session.ts";
import { zone } from "../settings.ts";
import { lowerBound } from "../series/search.ts";
import type { DeviceNow } from "../fleet/device_now.ts";
import type { DeviceModel } from "./model.ts";
import { overlayOf, silenceOf, type Surroundings } from "./overlay.ts";
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
    overlay: () => (isLarge ? largeOverlay : smallOverlay)(model, device().interval),
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
  const { from, to } = model.bounds(shownNow());
  return [from, to];
}

function largeOverlay(model: DeviceModel, interval: number | null): Overlay {
  return overlayOf(model.table, model.reasons.peek(), surroundings(model, interval));
}

/** There is no room for words: only that there is nothing at the end. */
function smallOverlay(model: DeviceModel, interval: number | null): Overlay {
  const silence = silenceOf(model.table, model.reasons.peek(), surroundings(model, interval));
  return { ...NO_OVERLAY, silence: silence && { from: silence.from, to: silence.to } };
}

function surroundings(model: DeviceModel, interval: number | null): Surroundings {
  const [from, to] = shownRange(model);
  const { firstSeen } = model;
  return { from, to, isLive: model.isLive.peek(), interval, zone: zone.peek(), firstSeen };
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
