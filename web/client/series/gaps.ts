/** Gaps are drawn as gaps: a null between two points that are too far apart breaks the line. */

/** A column of a chart. */
export type Values = readonly (number | null)[];

/** Columns whose first is x, as uPlot takes them. */
export interface Broken {
  readonly x: number[];
  readonly columns: (number | null)[][];
}

/** A stretch without readings, between the two that surround it (or the end of the range). */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** Index of the row that ends it; the number of rows for the gap after the last. */
  readonly before: number;
}

/** The distances in `ts` beyond `gap` ms. Linear; `ts` ascends. */
export function findGaps(ts: readonly number[], gap: number): Gap[] {
  const found: Gap[] = [];
  for (let i = 1; i < ts.length; i++) {
    if (ts[i] - ts[i - 1] > gap) found.push({ from: ts[i - 1], to: ts[i], before: i });
  }
  return found;
}

/**
 * The same columns with a row of nulls 1 ms after each reading that a gap follows, and with every x
 * once: of readings of the same instant the last one counts, since uPlot refuses a repeated x.
 */
export function breakLines(ts: readonly number[], columns: readonly Values[], gap: number): Broken {
  const broken: Broken = { x: [], columns: columns.map(() => []) };
  for (let i = 0; i < ts.length; i++) {
    if (i + 1 < ts.length && ts[i + 1] <= ts[i]) continue;
    push(broken, ts[i], columns, i);
    if (i + 1 < ts.length && ts[i + 1] - ts[i] > gap && gap >= 1) push(broken, ts[i] + 1, columns);
  }
  return broken;
}

function push(broken: Broken, x: number, columns: readonly Values[], row?: number): void {
  broken.x.push(x);
  columns.forEach((column, k) => broken.columns[k].push(row === undefined ? null : column[row]));
}
