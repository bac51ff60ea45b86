/** Charts as one PNG, with their titles. */
import { CHART_FONT, type ColourName, type Palette, readPalette } from "../chart/palette.ts";
import { download } from "./download.ts";

/** A chart of a picture. */
export interface PicturePart {
  readonly title: string;
  readonly note?: string;
  /** Figures under the title, for what is not drawn: a word, then columns to the right. */
  readonly lines?: readonly (readonly string[])[];
  /** What the lines of the chart are, beside the title. */
  readonly key?: readonly { readonly name: string; readonly colour: ColourName }[];
  readonly canvas?: HTMLCanvasElement;
}

const MARGIN = 16; // CSS pixels
const TITLE = 24;
const LINE = 17;
const FIRST_COLUMN = 260;
const COLUMN = 80;

/** Saves parts, one under the other, in the colours of the theme. */
export function picture(name: string, parts: readonly PicturePart[]): void {
  const scale = devicePixelRatio;
  const width = Math.max(640 * scale, ...parts.map(({ canvas }) => canvas?.width ?? 0));
  const heights = parts.map((part) => heightOf(part, scale));
  const sheet = document.createElement("canvas");
  sheet.width = width + 2 * MARGIN * scale;
  sheet.height = heights.reduce((sum, height) => sum + height, 2 * MARGIN * scale);
  const context = sheet.getContext("2d")!;
  const palette = readPalette();
  context.fillStyle = palette.sheet;
  context.fillRect(0, 0, sheet.width, sheet.height);
  let top = MARGIN * scale;
  parts.forEach((part, i) => {
    write(context, part, top, scale, palette);
    if (part.canvas) {
      context.drawImage(part.canvas, MARGIN * scale, top + textHeight(part) * scale);
    }
    top += heights[i];
  });
  sheet.toBlob((blob) => blob && download(name, blob), "image/png");
}

function write(
  context: CanvasRenderingContext2D,
  part: PicturePart,
  top: number,
  scale: number,
  palette: Palette,
): void {
  const font = (size: number, weight: number) =>
    CHART_FONT.replace("11px", `${weight} ${size * scale}px`);
  context.textBaseline = "top";
  context.fillStyle = palette.ink;
  context.font = font(15, 600);
  context.fillText(part.title, MARGIN * scale, top);
  let left = MARGIN * scale + context.measureText(part.title).width + 12 * scale;
  context.font = font(12, 400);
  const words = [{ name: part.note ?? "", colour: "ink-2" as const }, ...part.key ?? []];
  for (const { name, colour } of words) {
    context.fillStyle = palette[colour];
    context.fillText(name, left, top + 2 * scale);
    left += context.measureText(name).width + 16 * scale;
  }
  context.fillStyle = palette["ink-2"];
  part.lines?.forEach((line, i) => {
    writeLine(context, line, top + (TITLE + i * LINE) * scale, scale);
  });
}

function writeLine(
  context: CanvasRenderingContext2D,
  [word, ...figures]: readonly string[],
  top: number,
  scale: number,
): void {
  context.fillText(word, MARGIN * scale, top);
  context.textAlign = "right";
  figures.forEach((figure, i) => {
    context.fillText(figure, (MARGIN + FIRST_COLUMN + i * COLUMN) * scale, top);
  });
  context.textAlign = "left";
}

function textHeight({ lines = [] }: PicturePart): number {
  return TITLE + lines.length * LINE;
}

function heightOf(part: PicturePart, scale: number): number {
  return textHeight(part) * scale + (part.canvas?.height ?? 0) + MARGIN * scale;
}
