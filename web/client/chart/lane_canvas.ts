/** The lane under a chart, 9 px high, on a canvas. */
import type { LanePart } from "../series/lane.ts";
import type { Palette } from "./palette.ts";
import type { Extent } from "./value_axis.ts";

/** Draws the parts of a lane over a range; nothing is drawn as a dotted outline. */
export function drawLane(
  canvas: HTMLCanvasElement,
  parts: readonly LanePart[],
  [from, to]: Extent,
  palette: Palette,
): void {
  const scale = devicePixelRatio;
  const [width, height] = [canvas.clientWidth * scale, canvas.clientHeight * scale];
  if (canvas.width !== width || canvas.height !== height) {
    Object.assign(canvas, { width, height });
  }
  const context = canvas.getContext("2d")!;
  context.clearRect(0, 0, width, height);
  const x = (at: number) => Math.round(((at - from) / (to - from)) * width);
  for (const part of parts) {
    const left = Math.max(0, x(part.from));
    const length = Math.max(1, Math.min(width, x(part.to)) - left);
    if (part.fate === "none") outline(context, left, length, height, palette["ink-3"]);
    else {
      context.fillStyle = part.fate === "late" ? palette.late : palette.calm;
      context.fillRect(left, 0, length, height);
    }
  }
}

function outline(
  context: CanvasRenderingContext2D,
  left: number,
  length: number,
  height: number,
  colour: string,
): void {
  const scale = devicePixelRatio;
  context.strokeStyle = colour;
  context.lineWidth = scale;
  context.setLineDash([scale, 2 * scale]);
  context.beginPath();
  for (const y of [scale / 2, height - scale / 2]) {
    context.moveTo(left, y);
    context.lineTo(left + length, y);
  }
  context.stroke();
  context.setLineDash([]);
}
