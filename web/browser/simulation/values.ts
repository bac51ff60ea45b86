/** What simulated devices measure: smooth, and the same whenever it is asked for. */
import { LATE_AFTER } from "../../../ingest/tables.ts";
import { FIELDS, LABEL_FIELD } from "../../data/fields.ts";
import type { Cell } from "../../data/postgres.ts";
import type { Millis } from "../../data/range.ts";
import type { LiveReading } from "../../data/readings.ts";

/** Milliseconds between two readings of a device. */
export const INTERVAL = 1000;

/** The start of every simulated device's process. */
export const EPOCH = 4242;

/** A reading with every column. */
export interface SimulatedReading extends LiveReading {
  readonly seq: number;
  readonly cell: (column: string) => Cell;
}

/** Whether a reading was received too late for its age to be true. */
export function isLate({ ts, received }: SimulatedReading): boolean {
  return received - ts > LATE_AFTER;
}

/** A device's reading. */
export function valuesAt(
  id: string,
  { ts, received, seq }: { readonly ts: Millis; readonly received: Millis; readonly seq: number },
): SimulatedReading {
  const turn = ts / 9000 + id.charCodeAt(id.length - 1);
  const values: Record<string, Cell> = { ts, received, epoch: EPOCH, seq };
  FIELDS.forEach((field, i) => {
    values[field.name] = field.kind === "counter"
      ? seq * 1000 + i
      : Math.round((50 + 40 * Math.sin(turn + i)) * 100) /
        (field.name.endsWith("confidence") ? 1e4 : 100);
  });
  values[LABEL_FIELD] = ["car", "person", "bicycle"][Math.floor(ts / 20_000) % 3];
  return {
    device_id: id,
    ts,
    received,
    speed: values.speed as number,
    cpu_usage: values.cpu_usage as number,
    ram_usage: values.ram_usage as number,
    detection_label: values[LABEL_FIELD] as string,
    seq,
    cell: (column) => values[column] ?? null,
  };
}
