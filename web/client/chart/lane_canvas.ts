/** The lane under a chart, 9 px high, on a canvas. */
import type { LaneFate, LanePart } from "../series/lane.ts";
import type { ColourName, Palette } from "./palette.ts";
import type { Extent } from "./value_axis.ts";

/** How a fate looks, in colour and without. */
interface Look {
  readonly colour: ColourName;
  readonly pattern: "solid" | "low" | "hatch" | "dots" | "hollow" | "dotted";
}

const LOOKS: Readonly<Record<LaneFate, Look>> = {
  stored: { colour: "calm", pattern: "solid" },
  late: { colour: "late", pattern: "low" },
  waiting: { colour: "wait", pattern: "hatch" },
  abandoned: { colour: "warn", pattern: "hatch" },
  "dead-lettered": { colour: "dead", pattern: "dots" },
  evicted: { colour: "evict", pattern: "hollow" },
  missing: { colour: "crit", pattern: "solid" },
  "not-produced": { colour: "ink-3", pattern: "dotted" },
  unknown: { colour: "ink-3", pattern: "dotted" },
};

/** What is not as it should be is never too narrow to be seen, in CSS pixels. */
const LEAST = 3;

/** A place in the lane, in pixels of its canvas; `px` of them are one CSS pixel. */
interface Box {
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly px: number;
}

/** Draws the parts of a lane over a range; what is not stored over what is. */
export function drawLane(
  canvas: HTMLCanvasElement,
  parts: readonly LanePart[],
  [from, to]: Extent,
  palette: Palette,
): void {
  const px = devicePixelRatio;
  const [width, height] = [canvas.clientWidth * px, canvas.clientHeight * px];
  if (canvas.width !== width || canvas.height !== height) {
    Object.assign(canvas, { width, height });
  }
  const context = canvas.getContext("2d")!;
  context.clearRect(0, 0, width, height);
  const x = (at: number) => Math.round(((at - from) / (to - from)) * width);
  const isBase = ({ fate }: LanePart) => ["stored", "not-produced", "unknown"].includes(fate);
  for (const part of [...parts.filter(isBase), ...parts.filter((one) => !isBase(one))]) {
    const least = isBase(part) ? 1 : LEAST * px;
    const left = Math.min(Math.max(0, x(part.from)), width - least);
    const length = Math.max(least, Math.min(width, x(part.to)) - left);
    const { colour, pattern } = LOOKS[part.fate];
    context.fillStyle = context.strokeStyle = palette[colour];
    if (!isBase(part)) context.clearRect(left, 0, length, height);
    PATTERNS[pattern](context, { left, width: length, height, px });
  }
}

const PATTERNS: Readonly<
  Record<Look["pattern"], (context: CanvasRenderingContext2D, box: Box) => void>
> = {
  solid: (context, { left, width, height }) => context.fillRect(left, 0, width, height),
  low: (context, { left, width, height }) =>
    context.fillRect(left, height * 5 / 9, width, height * 4 / 9),
  hollow: (context, { left, width, height, px }) => {
    context.lineWidth = px;
    context.strokeRect(left + px / 2, px / 2, width - px, height - px);
  },
  hatch: (context, box) =>
    within(context, box, ({ left, width, height, px }) => {
      context.lineWidth = 1.5 * px;
      context.beginPath();
      for (let x = left - height; x < left + width; x += 4 * px) {
        context.moveTo(x, height);
        context.lineTo(x + height, 0);
      }
      context.stroke();
    }),
  dots: (context, box) =>
    within(context, box, ({ left, width, height, px }) => {
      context.beginPath();
      for (let x = left + 1.5 * px; x < left + width; x += 3 * px) {
        for (let y = 1.5 * px; y < height; y += 3 * px) {
          context.rect(x - px, y - px, 2 * px, 2 * px);
        }
      }
      context.fill();
    }),
  dotted: (context, { left, width, height, px }) => {
    context.lineWidth = px;
    context.setLineDash([px, 2 * px]);
    context.beginPath();
    for (const y of [px / 2, height - px / 2]) {
      context.moveTo(left, y);
      context.lineTo(left + width, y);
    }
    context.stroke();
    context.setLineDash([]);
  },
};

function within(context: CanvasRenderingContext2D, box: Box, draw: (box: Box) => void): void {
  context.save();
  context.beginPath();
  context.rect(box.left, 0, box.width, box.height);
  context.clip();
  draw(box);
  context.restore();
}
