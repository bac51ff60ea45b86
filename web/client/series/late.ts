/** Readings that came late: received more than `LATE_AFTER` after they were taken. */
import type { Values } from "./gaps.ts";

export { LATE_AFTER } from "../../../ingest/tables.ts";

/** A stretch of late readings. */
export interface LateRun {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Runs of late rows, cut where a gap lies between them. `late[i]`: late readings in row i. */
export function lateRuns(ts: readonly number[], late: readonly number[], gap: number): LateRun[] {
  const runs: { from: number; to: number; count: number }[] = [];
  for (let i = 0; i < ts.length; i++) {
    if (late[i] === 0) continue;
    const last = runs.at(-1);
    const goesOn = last !== undefined && late[i - 1] > 0 && ts[i] - ts[i - 1] <= gap;
    if (!goesOn) runs.push({ from: ts[i], to: ts[i], count: late[i] });
    else Object.assign(last, { to: ts[i], count: last.count + late[i] });
  }
  return runs;
}

/** The values of the line that is drawn in late colour: late rows and the one before each. */
export function lateLine(values: Values, late: readonly number[]): (number | null)[] {
  return values.map((value, i) => (late[i] > 0 || late[i + 1] > 0 ? value : null));
}
