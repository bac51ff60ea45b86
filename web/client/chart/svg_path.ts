/** A line as an SVG path, for charts that the server draws. */
import { breakLines } from "../series/gaps.ts";
import type { Extent } from "./value_axis.ts";

/** Width and height of the box that paths are drawn in; it is stretched to its place. */
export const BOX = { width: 1000, height: 100 } as const;

/** The line through points in a box of `BOX`, broken at gaps; empty without points. */
export function linePath(
  ts: readonly number[],
  values: readonly (number | null)[],
  x: Extent,
  y: Extent,
  gap: number,
): string {
  const broken = breakLines(ts, [values], gap);
  let path = "";
  let pen = "M";
  broken.x.forEach((at, i) => {
    const value = broken.columns[0][i];
    if (value === null || at < x[0] || at > x[1]) {
      pen = "M";
      return;
    }
    path += `${pen}${place(at, x, BOX.width)} ${round(BOX.height - scale(value, y, BOX.height))}`;
    pen = "L";
  });
  return path;
}

function scale(value: number, [from, to]: Extent, length: number): number {
  return ((value - from) / (to - from)) * length;
}

function place(value: number, extent: Extent, length: number): number {
  return round(scale(value, extent, length));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
