/** The columns of a history, as SQL that makes them and as rules that join two rows of a step. */
import { DEVICE_DATA, DEVICE_HOURS, DEVICE_MINUTES, LATE_AFTER } from "../../ingest/tables.ts";
import { type Field, FIELDS, LABEL_FIELD } from "./fields.ts";
import type { Cell } from "./postgres.ts";
import type { Source } from "./resolution.ts";

/** The fields of these names, in their usual order; all of them if none are named. */
export function fieldsNamed(names: readonly string[] | undefined): readonly Field[] {
  return names === undefined ? FIELDS : FIELDS.filter(({ name }) => names.includes(name));
}

/** Columns of a history that shows the readings themselves. */
export function readingColumns(fields: readonly Field[]): string[] {
  return ["ts", "received", "epoch", "seq", ...fields.map(({ name }) => name), LABEL_FIELD];
}

/** Columns of a history in steps. */
export function stepColumns(fields: readonly Field[]): string[] {
  const figures = fields.flatMap(({ name, kind }) =>
    kind === "counter" ? [name] : [name, `${name}_min`, `${name}_max`]
  );
  return ["ts", "count", "late", ...figures, LABEL_FIELD];
}

/** The tables and views that histories are read from. */
export const TABLE_OF: Readonly<Record<Source, string>> = {
  readings: DEVICE_DATA,
  minutes: DEVICE_MINUTES,
  hours: DEVICE_HOURS,
};

/** What is selected, for the columns of `stepColumns`, from the table of `source`. */
export function stepSelection(fields: readonly Field[], source: Source): string {
  const late =
    `sum(CASE WHEN collector_receive_time > dateadd('T', ${LATE_AFTER}, ts) THEN 1 ELSE 0 END)`;
  const head = source === "readings"
    ? ["ts", "count()", late]
    : ["ts", "sum(readings)", "sum(late)"];
  const figures = fields.flatMap((field) =>
    source === "readings" ? ofReadings(field) : ofRollUp(field)
  );
  return [...head, ...figures, `last(${LABEL_FIELD})`].join(", ");
}

function ofReadings({ name, kind }: Field): string[] {
  return kind === "counter" ? [`last(${name})`] : [`avg(${name})`, `min(${name})`, `max(${name})`];
}

/** Means weigh by their readings, so that the mean of a day is that of its readings. */
function ofRollUp({ name, kind }: Field): string[] {
  if (kind === "counter") return [`last(${name})`];
  const weight = `sum(CASE WHEN ${name} IS NULL THEN NULL ELSE readings END)`;
  return [`sum(${name} * readings) / ${weight}`, `min(${name}_min)`, `max(${name}_max)`];
}

/** Joins two rows of the same step (in the columns of `stepColumns`); `b` is the later part. */
export function joinSteps(
  columns: readonly string[],
  a: readonly Cell[],
  b: readonly Cell[],
): Cell[] {
  const weights = [Number(a[1]), Number(b[1])];
  return columns.map((column, i) => {
    const [x, y] = [a[i], b[i]];
    if (column === "ts") return x;
    if (x === null || y === null) return y ?? x;
    if (typeof x !== "number" || typeof y !== "number") return y;
    if (column === "count" || column === "late") return x + y;
    if (column.endsWith("_min")) return Math.min(x, y);
    if (column.endsWith("_max")) return Math.max(x, y);
    if (COUNTERS.has(column)) return y;
    return (x * weights[0] + y * weights[1]) / (weights[0] + weights[1]);
  });
}

const COUNTERS = new Set(FIELDS.filter(({ kind }) => kind === "counter").map(({ name }) => name));
