/** A device's history, as finely as a chart can show it. */
import { DEVICE_DATA, DEVICE_HOURS, LATE_AFTER } from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import type { Field } from "./fields.ts";
import {
  fieldsNamed,
  joinSteps,
  readingColumns,
  stepColumns,
  stepSelection,
  TABLE_OF,
} from "./history_columns.ts";
import type { History, HistoryQuery } from "./history_types.ts";
import { type Cell, timestamp } from "./postgres.ts";
import type { Millis } from "./range.ts";
import { MOST_ROWS, type Piece, pieces, sampleBy, sourceFor, stepFor } from "./resolution.ts";
import { rolledUpTo } from "./rolled_up.ts";

const OF_DEVICE = "device_id = $1 AND ts >= $2::timestamp AND ts < $3::timestamp";

/** The history that `query` asks for; `interval` is the device's, in seconds, if it is known. */
export async function deviceHistory(
  db: Queries,
  query: HistoryQuery,
  interval: number | null,
  now: Millis,
): Promise<History> {
  const source = sourceFor(query.range);
  const fields = fieldsNamed(query.fields);
  const exact = source === "readings" && await countReadings(db, query) <= MOST_ROWS;
  const step = exact ? null : stepFor(query.range, source);
  const columns = exact ? readingColumns(fields) : stepColumns(fields);
  const rows = step === null
    ? await readReadings(db, query, fields)
    : await readSteps(db, query, fields, step, now);
  return {
    device_id: query.device,
    from: query.range.from,
    to: query.range.to,
    resolution: { step_ms: step, source },
    gap_ms: gapOf(rows, interval, step),
    columns,
    rows: rows as History["rows"],
    ...totals(columns, rows),
    ...(rows.length === 0 ? { nearest: await nearestReadings(db, query) } : {}),
  };
}

async function countReadings(db: Queries, { device, range }: HistoryQuery): Promise<number> {
  const sql = `SELECT count() FROM ${DEVICE_DATA} WHERE ${OF_DEVICE}`;
  const [[count] = [0]] = await db.rows("history_count", sql, [device, ...bounds(range)]);
  return Number(count);
}

function readReadings(
  db: Queries,
  { device, range }: HistoryQuery,
  fields: readonly Field[],
): Promise<Cell[][]> {
  const columns = readingColumns(fields)
    .map((column) => column === "received" ? "collector_receive_time" : column);
  const sql = `SELECT ${columns.join(", ")} FROM ${DEVICE_DATA} WHERE ${OF_DEVICE}`;
  return db.rows("history_readings", sql, [device, ...bounds(range)]);
}

/** Reads each piece at the same step and joins the rows where two pieces meet. */
async function readSteps(
  db: Queries,
  { device, range }: HistoryQuery,
  fields: readonly Field[],
  step: number,
  now: Millis,
): Promise<Cell[][]> {
  const source = sourceFor(range);
  const upTo = source === "readings" ? { minutes: null, hours: null } : await rolledUpTo(db, now);
  const read = (piece: Piece) => {
    const sql = `SELECT ${stepSelection(fields, piece.source)} FROM ${TABLE_OF[piece.source]} ` +
      `WHERE ${OF_DEVICE} SAMPLE BY ${sampleBy(step)}`;
    return db.rows(`history_${piece.source}`, sql, [device, ...bounds(piece)]);
  };
  const parts = await Promise.all(pieces(range, source, upTo).map(read));
  return joinRows(stepColumns(fields), parts.flat()).map((row) => row.map(rounded));
}

/** Rows ascend but for a step that is in two pieces: those become one. */
function joinRows(columns: readonly string[], rows: readonly Cell[][]): Cell[][] {
  const joined: Cell[][] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (last?.[0] === row[0]) joined[joined.length - 1] = joinSteps(columns, last, row);
    else joined.push(row);
  }
  return joined;
}

/** Means have no more than three decimals that matter. */
function rounded(cell: Cell): Cell {
  return typeof cell === "number" ? Math.round(cell * 1000) / 1000 : cell;
}

function bounds({ from, to }: { from: Millis; to: Millis }): string[] {
  return [timestamp(from), timestamp(to)];
}

function totals(columns: readonly string[], rows: readonly Cell[][]) {
  if (columns[1] === "received") {
    const late = rows.filter(([ts, received]) => Number(received) - Number(ts) > LATE_AFTER);
    return { readings: rows.length, late: late.length };
  }
  const sum = (index: number) => rows.reduce((sum, row) => sum + Number(row[index]), 0);
  return { readings: sum(1), late: sum(2) };
}

const LEAST_GAP = 1_000; // ms: fast devices jitter

/** Three intervals; of a device that never said its own, the usual distance of its readings. */
function gapOf(rows: readonly Cell[][], interval: number | null, step: number | null): number {
  const seen = usualDistance(rows);
  const unsaid = seen === step ? 0 : seen;
  return Math.max(LEAST_GAP, 3 * (interval === null ? unsaid : interval * 1000), 1.5 * (step ?? 0));
}

function usualDistance(rows: readonly Cell[][]): number {
  const distances = rows.slice(1).map((row, i) => Number(row[0]) - Number(rows[i][0]));
  return distances.toSorted((a, b) => a - b)[distances.length >> 1] ?? 0;
}

/** Where readings are, to the hour, when a range has none. */
async function nearestReadings(db: Queries, { device, range }: HistoryQuery) {
  const sql = "SELECT max(CASE WHEN last_ts < $2::timestamp THEN last_ts ELSE NULL END), " +
    "min(CASE WHEN ts >= $3::timestamp THEN ts ELSE NULL END) " +
    `FROM ${DEVICE_HOURS} WHERE device_id = $1`;
  const [[before, after] = [null, null]] = await db.rows("history_nearest", sql, [
    device,
    ...bounds(range),
  ]);
  return { before: before as Millis | null, after: after as Millis | null };
}
