/** A driver: goes for a speed, keeps it for a while, goes for another. Speeds in km/h. */
import { between, gaussian } from "../lib/random.ts";

/** The range of the speed. */
export const MAX_SPEED = 120;
/** 2 m/s², brisk for a car. */
export const MAX_ACCELERATION = 7.2; // km/h per second
/** 4 m/s², firm but no emergency. */
export const MAX_BRAKING = 14.4; // km/h per second
/** What a wheel sensor adds. */
const NOISE = 0.3; // km/h, standard deviation
/** Of the noise, so that a reading is never further off than this many deviations. */
const NOISE_LIMIT = 3;
/** How long a driver keeps to a target. */
const PATIENCE = { least: 5, most: 40 }; // s
/** How often a driver stops: at a light, for a passenger. */
const STOPS = 0.2;

/** One driver and the car's speedometer. */
export class Driver {
  readonly #random: () => number;
  #speed = 0;
  #target = 0;
  #left = 0;
  /** The share of the most acceleration or braking that the driver uses. */
  #vigour = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Drives for `seconds`; returns what the speedometer shows then, 0 to `MAX_SPEED`. */
  drive(seconds: number): number {
    this.#left -= seconds;
    if (this.#left <= 0) this.#choose();
    const most = this.#vigour * seconds;
    const change = this.#target - this.#speed;
    this.#speed += clamp(change, -MAX_BRAKING * most, MAX_ACCELERATION * most);
    const noise = NOISE * clamp(gaussian(this.#random), -NOISE_LIMIT, NOISE_LIMIT);
    const shown = this.#speed === 0 ? 0 : this.#speed + noise; // a car at rest shows 0
    return round(clamp(shown, 0, MAX_SPEED));
  }

  #choose(): void {
    this.#target = this.#random() < STOPS ? 0 : between(this.#random, 20, MAX_SPEED);
    this.#left = between(this.#random, PATIENCE.least, PATIENCE.most);
    this.#vigour = between(this.#random, 0.3, 1);
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
