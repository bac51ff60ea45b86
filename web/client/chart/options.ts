/** The options of every chart, out of what differs between them. */
import type uPlot from "uplot";
import { formatTick } from "../format/number.ts";
import type { Zone } from "../format/time.ts";
import { drawBehind, drawOver, NO_OVERLAY, type Overlay } from "./overlay.ts";
import { CHART_FONT, type ColourName, type Palette, withAlpha } from "./palette.ts";
import { timeLabel, timeStep, timeTicks } from "./time_axis.ts";
import type { Extent } from "./value_axis.ts";

/** A line of a chart. */
export interface Line {
  readonly colour: ColourName;
  /** CSS pixels; 1.5 if not given, 0 for the edges of a band. */
  readonly width?: number;
}

/** What differs between charts. Functions are asked at every drawing. */
export interface PlotSpec {
  readonly lines: readonly Line[];
  /** Indexes (from 1) of the lines between which a band is filled: upper, lower. */
  readonly band?: readonly [number, number];
  /** Axes with ticks, only a few ticks of the y axis, or none. */
  readonly axes: "full" | "small" | "none";
  readonly x: () => Extent;
  readonly y: (min: number | null, max: number | null) => Extent;
  /** Powers of ten as equal steps; 0 is the foot. */
  readonly log?: boolean;
  readonly overlay?: () => Overlay;
  /** Charts of the same key share their crosshair. */
  readonly sync?: string;
  /** The moment under the crosshair in ms, or null. */
  readonly onCursor?: (at: number | null) => void;
  /** A stretch was dragged. */
  readonly onZoom?: (from: number, to: number) => void;
  readonly onReset?: () => void;
}

/** Options for uPlot; x in ms. Rebuild when palette or zone change. */
export function plotOptions(
  spec: PlotSpec,
  palette: Palette,
  zone: Zone,
  size: { readonly width: number; readonly height: number },
): uPlot.Options {
  return {
    ...size,
    ms: 1,
    legend: { show: false },
    scales: {
      x: { time: true, range: () => [...spec.x()] },
      y: { distr: spec.log ? 4 : 1, range: (_, min, max) => [...spec.y(min, max)] },
    },
    series: [{}, ...spec.lines.map((line) => seriesOf(line, palette))],
    bands: spec.band ? [bandOf(spec.band, palette)] : [],
    axes: axesOf(spec, palette, zone),
    padding: spec.axes === "full" ? [6, 10, 0, 0] : [6, 2, 6, 0],
    cursor: cursorOf(spec),
    hooks: hooksOf(spec, palette),
  };
}

function seriesOf({ colour, width = 1.5 }: Line, palette: Palette): uPlot.Series {
  return {
    stroke: palette[colour],
    width: width,
    points: { show: false },
    spanGaps: false,
    ...(colour === "s4" ? { dash: [5, 3] } : {}),
  };
}

function bandOf(series: readonly [number, number], palette: Palette): uPlot.Band {
  return { series: [...series], fill: withAlpha(palette.s1, 0.16) };
}

function axesOf(spec: PlotSpec, palette: Palette, zone: Zone): uPlot.Axis[] {
  if (spec.axes === "none") return [{ show: false }, { show: false }];
  const common = { font: CHART_FONT, stroke: palette["ink-2"], ticks: { show: false } };
  const step = (u: uPlot) => timeStep(...spec.x(), Math.max(2, Math.floor(u.width / 110)));
  const x: uPlot.Axis = {
    ...common,
    show: spec.axes === "full",
    size: 24,
    gap: 4,
    grid: { show: false },
    splits: (u) => timeTicks(...spec.x(), step(u), zone),
    values: (u, ticks) => ticks.map((tick) => timeLabel(tick, step(u), zone)),
  };
  const y: uPlot.Axis = {
    ...common,
    size: spec.axes === "full" ? 50 : 30,
    gap: spec.axes === "full" ? 7 : 4,
    space: spec.axes === "full" ? 36 : 28,
    grid: { stroke: palette.rule, width: 1 },
    ...(spec.log ? { splits: (u: uPlot) => powersOfTen(u.scales.y.max ?? 1) } : {}),
    values: (_, ticks) => ticks.map((tick) => tick === null ? "" : formatTick(tick)),
  };
  return [x, y];
}

/** Ticks of a logarithmic axis: 0, and the powers of ten up to `max`. */
function powersOfTen(max: number): number[] {
  const ticks = [0];
  for (let tick = 1; tick <= max; tick *= 10) ticks.push(tick);
  return ticks;
}

function cursorOf(spec: PlotSpec): uPlot.Cursor {
  const interactive = spec.onZoom !== undefined;
  return {
    show: spec.onCursor !== undefined,
    y: false,
    points: { show: false },
    drag: { x: interactive, y: false, setScale: false },
    ...(spec.sync ? { sync: { key: spec.sync, filters: { pub: isMove, sub: isMove } } } : {}),
    bind: { dblclick: () => () => (spec.onReset?.(), null) },
  };
}

/** Only the crosshair is shared: a dragged stretch is the business of the chart it is dragged on. */
function isMove(type: string): boolean {
  return type === "mousemove" || type === "mouseleave";
}

function hooksOf(spec: PlotSpec, palette: Palette): uPlot.Hooks.Arrays {
  let overlay = NO_OVERLAY; // of the drawing that is under way
  return {
    drawClear: [(u) => drawBehind(u, overlay = spec.overlay?.() ?? NO_OVERLAY, palette)],
    draw: [(u) => drawOver(u, overlay, palette)],
    setCursor: [(u) => spec.onCursor?.(u.cursor.idx == null ? null : u.data[0][u.cursor.idx])],
    setSelect: [(u) => selected(u, spec)],
  };
}

function selected(u: uPlot, spec: PlotSpec): void {
  const { left, width } = u.select;
  if (width < 4) return;
  spec.onZoom?.(u.posToVal(left, "x"), u.posToVal(left + width, "x"));
  u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}
