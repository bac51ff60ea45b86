/** What charts say besides their lines: late stretches, gaps with their reason, silence. */
import type uPlot from "uplot";
import { CHART_FONT, type Palette, withAlpha } from "./palette.ts";

/** A stretch of time with words, or without. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly words?: string;
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
  for (const gap of overlay.gaps) tag(u, gap, 0.45, palette.ink, palette);
  for (const late of overlay.late) tag(u, late, 0.02, palette.late, palette);
  if (overlay.silence) tag(u, overlay.silence, 0.45, palette.ink, palette);
  for (const limit of overlay.limits) limitTag(u, limit, palette);
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

/** A bordered word in the middle of a stretch, `height` of the way down; left out where it doesn't fit. */
function tag(u: uPlot, stretch: Stretch, height: number, colour: string, palette: Palette): void {
  const { bbox } = u;
  if (stretch.words === undefined) return;
  const [left, right] = edges(u, stretch, 1);
  const middle = (Math.max(left, bbox.left) + Math.min(right, bbox.left + bbox.width)) / 2;
  if (right < bbox.left || left > bbox.left + bbox.width) return;
  box(u, stretch.words, middle, bbox.top + bbox.height * height, colour, palette);
}

function limitTag(u: uPlot, limit: Overlay["limits"][number], palette: Palette): void {
  const y = u.valToPos(limit.value, "y", true);
  if (y < u.bbox.top) return;
  const top = Math.max(u.bbox.top, y - 17 * devicePixelRatio);
  box(u, limit.words, u.bbox.left, top, palette.crit, palette);
}

function box(
  u: uPlot,
  words: string,
  middle: number,
  top: number,
  colour: string,
  palette: Palette,
) {
  const { ctx, bbox } = u;
  const [px, height] = [devicePixelRatio, 16 * devicePixelRatio];
  ctx.font = CHART_FONT.replace("11px", `${11 * px}px`);
  const width = ctx.measureText(words).width + 9 * px;
  if (width > bbox.width) return;
  const most = bbox.left + bbox.width - width;
  const left = Math.round(Math.min(most, Math.max(bbox.left, middle - width / 2)));
  ctx.fillStyle = palette.sheet;
  ctx.fillRect(left, Math.round(top), width, height);
  ctx.strokeStyle = colour;
  ctx.strokeRect(left + 0.5, Math.round(top) + 0.5, width - 1, height - 1);
  ctx.fillStyle = colour;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(words, left + 4.5 * px, Math.round(top) + height / 2 + px / 2);
}
