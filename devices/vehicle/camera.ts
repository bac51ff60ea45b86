/** A camera that looks ahead: what it sees stays in view for a few seconds. */
import { between, gaussian } from "../lib/random.ts";

/** What the camera knows, with how often it sees it. */
const LABELS: readonly (readonly [label: string, weight: number])[] = [
  ["car", 50],
  ["person", 18],
  ["truck", 12],
  ["traffic light", 8],
  ["bicycle", 6],
  ["bus", 4],
  ["motorcycle", 2],
];
const TOTAL = LABELS.reduce((sum, [, weight]) => sum + weight, 0);
/** How long a thing stays in view. */
const IN_VIEW = { least: 2, most: 8 }; // s
/** How much the confidence wavers from one look to the next. */
const WAVERING = 0.03;

/** What the camera sees: a label and how sure it is, 0 to 1. */
export interface Detection {
  readonly detection_label: string;
  readonly detection_confidence: number;
}

/** One camera. */
export class Camera {
  readonly #random: () => number;
  #label = "";
  #confidence = 0;
  #left = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Looks again after `seconds`. */
  look(seconds: number): Detection {
    this.#left -= seconds;
    if (this.#left <= 0) this.#turnTo();
    const confidence = this.#confidence + WAVERING * gaussian(this.#random);
    return {
      detection_label: this.#label,
      detection_confidence: Math.round(Math.min(1, Math.max(0, confidence)) * 1000) / 1000,
    };
  }

  #turnTo(): void {
    this.#label = this.#draw();
    this.#confidence = between(this.#random, 0.6, 0.97);
    this.#left = between(this.#random, IN_VIEW.least, IN_VIEW.most);
  }

  #draw(): string {
    let rest = this.#random() * TOTAL;
    return (LABELS.find(([, weight]) => (rest -= weight) < 0) ?? LABELS[0])[0];
  }
}
