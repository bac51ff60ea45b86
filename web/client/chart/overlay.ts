/** What charts say besides their lines: late stretches, gaps with their reason, silence. */
import type uPlot from "uplot";
import { type ColourName, type Palette, withAlpha } from "./palette.ts";
import { Tags } from "./tags.ts";

/** A stretch of time with words, or without. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly words?: string;
  /** Of its words; ink if not given. */
  readonly colour?: ColourName;
}

/** What lies over a chart at this moment. */
export interface Overlay {
  readonly gaps: readonly Stretch[];
  readonly late: readonly Stretch[];
  /** From the last reading to now, when that is too long. */
  readonly silence: Stretch | null;
  /** Dashed lines across, at values of the y axis. */
  readonly limits: readonly { readonly value: number; readonly words: string }[];
}

/** Nothing over the chart. */
export const NO_OVERLAY: Overlay = { gaps: [], late: [], silence: null, limits: [] };

/** Where words of late stretches lie. */
const AT_TOP = [0.02, 0.1];

/** Behind the lines: tinted late stretches, hatched silence. */
export function drawBehind(u: uPlot, overlay: Overlay, palette: Palette): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = withAlpha(palette.late, 0.13);
  for (const late of overlay.late) {
    const [left, right] = edges(u, late, 2);
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  if (overlay.silence !== null) hatch(u, overlay.silence, palette.rule);
  ctx.restore();
}

/** Over the lines: the dotted edges of gaps, limits, and every tag. */
export function drawOver(u: uPlot, overlay: Overlay, palette: Palette): void {
  const { ctx } = u;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  for (const gap of overlay.gaps) verticals(u, gap, palette["ink-3"]);
  for (const limit of overlay.limits) across(u, limit.value, palette.crit);
  const tags = new Tags(u, palette);
  for (const gap of overlay.gaps) tags.add(gap, palette[gap.colour ?? "ink"]);
  for (const late of overlay.late) tags.add(late, palette.late, AT_TOP);
  if (overlay.silence) tags.add(overlay.silence, palette.ink);
  for (const limit of overlay.limits) {
    const y = u.valToPos(limit.value, "y", true);
    if (y >= u.bbox.top) tags.addLeft(limit.words, y, palette.crit);
  }
  ctx.restore();
}

function edges(u: uPlot, { from, to }: Stretch, least: number): [number, number] {
  const left = u.valToPos(from, "x", true);
  return [left, Math.max(u.valToPos(to, "x", true), left + least * devicePixelRatio)];
}

/** Lines at 45 degrees, 4 px apart, over a stretch. */
function hatch(u: uPlot, stretch: Stretch, colour: string): void {
  const { ctx, bbox } = u;
  const [left, right] = edges(u, stretch, 1);
  ctx.beginPath();
  ctx.rect(left, bbox.top, right - left, bbox.height);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.beginPath();
  for (let x = left - bbox.height; x < right; x += 5.5 * devicePixelRatio) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  ctx.stroke();
}

function verticals(u: uPlot, stretch: Stretch, colour: string): void {
  const { ctx, bbox } = u;
  ctx.strokeStyle = colour;
  ctx.setLineDash([devicePixelRatio, 2 * devicePixelRatio]);
  ctx.beginPath();
  for (const x of edges(u, stretch, 1)) {
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.moveTo(Math.round(x) + 0.5, bbox.top);
    ctx.lineTo(Math.round(x) + 0.5, bbox.top + bbox.height);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

function across(u: uPlot, value: number, colour: string): void {
  const { ctx, bbox } = u;
  const y = Math.round(u.valToPos(value, "y", true)) + 0.5;
  if (y < bbox.top || y > bbox.top + bbox.height) return;
  ctx.strokeStyle = colour;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.setLineDash([]);
}
