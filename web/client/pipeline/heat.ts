/** Latency over time as a strip of heat: the darker, the more readings took so long. */
import type { HeatStrip } from "../../data/pipeline_types.ts";
import { CHART_FONT, type Palette, withAlpha } from "../chart/palette.ts";
import { timeLabel, timeStep, timeTicks } from "../chart/time_axis.ts";
import type { Extent } from "../chart/value_axis.ts";
import { formatSpan } from "../format/age.ts";
import type { Zone } from "../format/time.ts";

/** Room for the axes, in CSS pixels, as the charts have it. */
export const HEAT_MARGIN = { left: 50, right: 10, top: 6, bottom: 24 } as const;

/** Latencies with a tick, in ms. */
const TICKS = [1, 10, 100, 1_000, 10_000, 60_000];

/** A rectangle of the strip, in shares of its width and height from the lower left. */
export interface HeatCell {
  readonly column: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Whether all of its readings took longer than the target. */
  readonly isOver: boolean;
}

/** The cells that hold readings; the strip is as high as the last bound that is not infinite. */
export function heatCells(heat: HeatStrip, target: number): HeatCell[] {
  const scale = heatScale(heat.bounds);
  return heat.counts.flatMap((counts, column) =>
    counts.flatMap((count, k) => {
      if (count === 0) return [];
      const [low, high] = [k === 0 ? 0 : scale(heat.bounds[k - 1]), scale(heat.bounds[k])];
      const isOver = k > 0 && (heat.bounds[k - 1] ?? Infinity) >= target;
      return [{ column, low, high: Math.max(high, low + 0.01), count, isOver }];
    })
  );
}

/** Height of a latency as a share; infinity (null) lies at the top. */
export function heatScale(bounds: HeatStrip["bounds"]): (ms: number | null) => number {
  const finite = bounds.filter((bound) => bound !== null);
  const top = Math.log10(finite[finite.length - 1] ?? 10) * 1.04;
  return (ms) => ms === null ? 1 : Math.min(1, Math.max(0, Math.log10(Math.max(1, ms)) / top));
}

/** Draws the strip with its axes and the target. */
export function drawHeat(
  canvas: HTMLCanvasElement,
  heat: HeatStrip,
  range: Extent,
  look: { readonly palette: Palette; readonly zone: Zone; readonly target: number },
): void {
  const scale = devicePixelRatio;
  Object.assign(canvas, { width: canvas.clientWidth * scale, height: canvas.clientHeight * scale });
  const context = canvas.getContext("2d")!;
  context.scale(scale, scale);
  const { left, right, top, bottom } = HEAT_MARGIN;
  const width = canvas.clientWidth - left - right;
  const height = canvas.clientHeight - top - bottom;
  const x = (ms: number) => left + ((ms - range[0]) / (range[1] - range[0])) * width;
  const y = (share: number) => top + (1 - share) * height;
  const share = heatScale(heat.bounds);

  axes(context, { range, width, height, x, y, share, look });
  const cells = heatCells(heat, look.target);
  const most = Math.log1p(cells.reduce((most, { count }) => Math.max(most, count), 1));
  for (const { column, low, high, count, isOver } of cells) {
    const from = Math.max(left, x(heat.ts[column]));
    const to = Math.min(left + width, x(heat.ts[column] + heat.step_ms));
    const colour = isOver ? look.palette.crit : look.palette.s1;
    context.fillStyle = withAlpha(colour, 0.2 + (0.8 * Math.log1p(count)) / most);
    context.fillRect(from, y(high), Math.max(1, to - from), y(low) - y(high));
  }
  targetLine(context, left, width, y(share(look.target)), look.palette.crit);
}

interface Axes {
  readonly range: Extent;
  readonly width: number;
  readonly height: number;
  readonly x: (ms: number) => number;
  readonly y: (share: number) => number;
  readonly share: (ms: number) => number;
  readonly look: { readonly palette: Palette; readonly zone: Zone };
}

function axes(
  context: CanvasRenderingContext2D,
  { range, width, height, x, y, share, look }: Axes,
) {
  const { palette, zone } = look;
  context.font = CHART_FONT;
  context.fillStyle = palette["ink-2"];
  context.strokeStyle = palette.rule;
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const tick of TICKS.filter((tick) => share(tick) < 1)) {
    const at = Math.round(y(share(tick))) + 0.5;
    line(context, HEAT_MARGIN.left, at, HEAT_MARGIN.left + width, at);
    context.fillText(formatSpan(tick), HEAT_MARGIN.left - 7, at);
  }
  const step = timeStep(...range, Math.max(2, Math.floor(width / 110)));
  context.textAlign = "center";
  const hasRoom = (at: number) => at > HEAT_MARGIN.left && at < HEAT_MARGIN.left + width - 6;
  for (const tick of timeTicks(...range, step, zone).filter((tick) => hasRoom(x(tick)))) {
    context.fillText(timeLabel(tick, step, zone), x(tick), HEAT_MARGIN.top + height + 13);
  }
}

function targetLine(
  context: CanvasRenderingContext2D,
  left: number,
  width: number,
  y: number,
  colour: string,
): void {
  context.strokeStyle = colour;
  context.setLineDash([6, 4]);
  line(context, left, Math.round(y) + 0.5, left + width, Math.round(y) + 0.5);
  context.setLineDash([]);
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
