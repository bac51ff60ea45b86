/** The last stretch of one value of one device, ordered by the device's clock. */
import { breakLines } from "./gaps.ts";
import { lateLine } from "./late.ts";
import { lowerBound } from "./search.ts";

/** Columns of a live chart: x in ms, the value, and the same value where it came late. */
export type LiveColumns = [number[], (number | null)[], (number | null)[]];

/** Points by time; late ones find their place, repeated ones replace themselves. */
export class SeriesWindow {
  #ts: number[] = [];
  #values: (number | null)[] = [];
  #late: (0 | 1)[] = [];

  /** How many points it holds. */
  get size(): number {
    return this.#ts.length;
  }

  /** Time of the newest point, or null. */
  get newest(): number | null {
    return this.#ts.at(-1) ?? null;
  }

  /** Adds a point; true if there was none of this time. */
  add(ts: number, value: number | null, late: boolean): boolean {
    const at = ts > (this.newest ?? -Infinity) ? this.size : this.#position(ts);
    const known = this.#ts[at] === ts;
    const replaced = known ? 1 : 0;
    this.#ts.splice(at, replaced, ts);
    this.#values.splice(at, replaced, value);
    this.#late.splice(at, replaced, late ? 1 : 0);
    return !known;
  }

  /** Lets go of what is older than `from`. */
  trim(from: number): void {
    const count = this.#position(from);
    if (count === 0) return;
    for (const column of [this.#ts, this.#values, this.#late]) column.splice(0, count);
  }

  /** The greatest value, or null. */
  greatest(): number | null {
    let most: number | null = null;
    for (const value of this.#values) {
      if (value !== null && (most === null || value > most)) most = value;
    }
    return most;
  }

  /** Late points from `from` on. */
  lateSince(from: number): number {
    let count = 0;
    for (let i = this.#position(from); i < this.size; i++) count += this.#late[i];
    return count;
  }

  /** Columns for a chart, broken where points are further apart than `gap` ms. */
  columns(gap: number): LiveColumns {
    const late = lateLine(this.#values, this.#late);
    const { x, columns } = breakLines(this.#ts, [this.#values, late], gap);
    return [x, columns[0], columns[1]];
  }

  #position(ts: number): number {
    return lowerBound(this.size, ts, (i) => this.#ts[i]);
  }
}
