/** A device's history in the page: the server's answer, and what has arrived live since. */
import type { History } from "../../data/types.ts";
import type { DeviceReadings } from "../../live/frame.ts";
import { foldReading } from "./fold.ts";
import { LATE_AFTER } from "./late.ts";
import { lowerBound } from "./search.ts";

/** One row: cells in the order of the columns. */
export type Row = (number | string | null)[];

/** Rows by device time, in one of the two forms of `History`. */
export class HistoryTable {
  readonly columns: readonly string[];
  /** Length of a step in ms; null when rows are readings. */
  readonly stepMs: number | null;
  readonly gapMs: number;
  readonly rows: Row[];
  readonly #at: ReadonlyMap<string, number>;

  constructor(history: History) {
    this.columns = history.columns;
    this.stepMs = history.resolution.step_ms;
    this.gapMs = history.gap_ms;
    this.rows = history.rows.map((row) => [...row]);
    this.#at = new Map(history.columns.map((name, index) => [name, index]));
  }

  /** Times of the rows, ascending. */
  get ts(): number[] {
    return this.rows.map((row) => row[0] as number);
  }

  /** Index of a column, or undefined. */
  at(name: string): number | undefined {
    return this.#at.get(name);
  }

  /** A column's numbers; nulls if there is no such column. */
  numbers(name: string): (number | null)[] {
    const at = this.#at.get(name);
    return this.rows.map((row) => {
      const cell = at === undefined ? null : row[at];
      return typeof cell === "number" ? cell : null;
    });
  }

  /** Late readings in each row. */
  get late(): number[] {
    if (this.stepMs !== null) return this.numbers("late").map((count) => count ?? 0);
    const received = this.numbers("received");
    return this.rows.map((row, i) => {
      const delay = (received[i] ?? -Infinity) - (row[0] as number);
      return delay > LATE_AFTER ? 1 : 0;
    });
  }

  /** Readings in the rows, and how many of them came late. */
  get counts(): { readings: number; late: number } {
    const late = this.late.reduce((sum, count) => sum + count, 0);
    if (this.stepMs === null) return { readings: this.rows.length, late };
    const readings = this.numbers("count").reduce<number>((sum, count) => sum + (count ?? 0), 0);
    return { readings, late };
  }

  /** Takes in live readings: as rows of their own, or folded into their steps. */
  add(readings: DeviceReadings): void {
    const from = new Map(readings.columns.map((name, index) => [name, index]));
    for (const cells of readings.rows) {
      const cell = (name: string) => cells[from.get(name) ?? -1] ?? null;
      if (this.stepMs === null) this.#insert(this.columns.map(cell));
      else foldReading(this, cell, this.stepMs);
    }
  }

  /** Lets go of rows before `from`. */
  trim(from: number): void {
    this.rows.splice(0, this.position(from));
  }

  /** Index of the first row at or after `ts`. */
  position(ts: number): number {
    return lowerBound(this.rows.length, ts, (i) => this.rows[i][0] as number);
  }

  #insert(row: Row): void {
    let at = this.position(row[0] as number);
    while (at < this.rows.length && this.rows[at][0] === row[0]) {
      if (this.#same(this.rows[at], row)) {
        this.rows[at] = row;
        return;
      }
      at++;
    }
    this.rows.splice(at, 0, row);
  }

  #same(a: Row, b: Row): boolean {
    return ["epoch", "seq"].every((name) => {
      const at = this.#at.get(name);
      return at === undefined || a[at] === b[at];
    });
  }
}
