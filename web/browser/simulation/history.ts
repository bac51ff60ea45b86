/** Histories of simulated devices, in both forms. */
import { fieldsNamed, readingColumns, stepColumns } from "../../data/history_columns.ts";
import type { Cell } from "../../data/postgres.ts";
import { MOST_ROWS, sourceFor, stepFor } from "../../data/resolution.ts";
import type { History, HistoryQuery } from "../../data/types.ts";
import { INTERVAL, isLate, type SimulatedReading } from "./values.ts";
import type { World } from "./world.ts";

/** The history that a query asks for: readings, or steps if there are too many. */
export function simulatedHistory({ device, range, fields }: HistoryQuery, world: World): History {
  const source = sourceFor(range);
  const exact = (range.to - Math.max(range.from, world.born)) / INTERVAL <= MOST_ROWS;
  const step = exact ? null : stepFor(range, source);
  const named = fieldsNamed(fields);
  const columns = step === null ? readingColumns(named) : stepColumns(named);
  const from = step === null ? range.from : Math.ceil(range.from / step) * step;
  const readings = world.readings(device, from, range.to, step ?? INTERVAL);
  const rows = readings.map((reading) => columns.map((column) => cellOf(reading, column, step)));
  return {
    device_id: device,
    ...{ from: range.from, to: range.to, columns },
    resolution: { step_ms: step, source },
    gap_ms: Math.max(3 * INTERVAL, 1.5 * (step ?? 0)),
    readings: (rows.length * (step ?? INTERVAL)) / INTERVAL,
    late: step === null ? readings.filter(isLate).length : 0,
    rows: rows as History["rows"],
    ...(rows.length === 0 ? { nearest: { before: null, after: world.born } } : {}),
  };
}

/** A step is as its first reading, with a band around it. */
function cellOf(reading: SimulatedReading, column: string, step: number | null): Cell {
  if (step === null) return reading.cell(column);
  if (column === "count") return step / INTERVAL;
  if (column === "late") return 0;
  const [, name, bound] = /^(.*)_(min|max)$/.exec(column) ?? [];
  if (bound === undefined) return reading.cell(column);
  return Number(reading.cell(name)) + (bound === "min" ? -5 : 5);
}
