/** Words over a chart, in boxes that do not cover each other. */
import type uPlot from "uplot";
import type { Stretch } from "./overlay.ts";
import { CHART_FONT, type Palette } from "./palette.ts";

/** Where a tag may lie: shares of the chart's height, the first one that is free. */
const HEIGHTS = [0.45, 0.32, 0.58, 0.19, 0.71];
const HEIGHT = 16;

/** A place in the chart, in pixels of its canvas. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** The tags of one drawing. */
export class Tags {
  readonly #boxes: Box[] = [];
  readonly #height = HEIGHT * devicePixelRatio;

  constructor(private readonly u: uPlot, private readonly palette: Palette) {}

  /** Puts a stretch's words into its middle; left out where there is no room. */
  add(stretch: Stretch, colour: string, heights: readonly number[] = HEIGHTS): void {
    const { bbox } = this.u;
    if (stretch.words === undefined) return;
    const [left, right] = [stretch.from, stretch.to].map((at) => this.u.valToPos(at, "x", true));
    if (right < bbox.left || left > bbox.left + bbox.width) return;
    const middle = (Math.max(left, bbox.left) + Math.min(right, bbox.left + bbox.width)) / 2;
    const width = this.#widthOf(stretch.words);
    if (width > bbox.width) return;
    const tops = heights.map((height) => bbox.top + bbox.height * height);
    const box = tops.map((top) => this.#at(middle, top, width)).find((box) => this.#isFree(box));
    if (box !== undefined) this.#draw(box, stretch.words, colour);
  }

  /** Puts words at the left edge, above a height. */
  addLeft(words: string, y: number, colour: string): void {
    const { bbox } = this.u;
    const top = Math.max(bbox.top, y - this.#height - devicePixelRatio);
    this.#draw(this.#at(bbox.left, top, this.#widthOf(words)), words, colour);
  }

  #widthOf(words: string): number {
    const { ctx } = this.u;
    ctx.font = CHART_FONT.replace("11px", `${11 * devicePixelRatio}px`);
    return ctx.measureText(words).width + 9 * devicePixelRatio;
  }

  #at(middle: number, top: number, width: number): Box {
    const { bbox } = this.u;
    const most = bbox.left + bbox.width - width;
    const left = Math.round(Math.min(most, Math.max(bbox.left, middle - width / 2)));
    return { left, top: Math.round(top), width };
  }

  #isFree({ left, top, width }: Box): boolean {
    return this.#boxes.every((other) =>
      left + width < other.left || left > other.left + other.width ||
      Math.abs(top - other.top) > this.#height
    );
  }

  #draw(box: Box, words: string, colour: string): void {
    const { ctx } = this.u;
    const { left, top, width } = box;
    this.#boxes.push(box);
    ctx.fillStyle = this.palette.sheet;
    ctx.fillRect(left, top, width, this.#height);
    ctx.strokeStyle = colour;
    ctx.strokeRect(left + 0.5, top + 0.5, width - 1, this.#height - 1);
    ctx.fillStyle = colour;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillText(words, left + 4.5 * devicePixelRatio, top + (this.#height + devicePixelRatio) / 2);
  }
}
