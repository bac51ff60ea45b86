/** Rows as columns: what frames and snapshots are made of. */
import type { LiveReading } from "../data/readings.ts";
import type { FleetEntry } from "./fleet_state.ts";
import type { ReadingColumns, StatusColumns } from "./frame.ts";

/** A reading and the number of its device. */
export interface NumberedReading {
  readonly index: number;
  readonly reading: LiveReading;
}

/** Readings as columns; times relative to `base`, labels as indexes into `labels`. */
export function readingColumns(
  rows: readonly NumberedReading[],
  base: number,
): ReadingColumns & { readonly labels: readonly string[] } {
  const labels = new Map<string, number>();
  const labelIndex = (label: string | null) => {
    if (label !== null && !labels.has(label)) labels.set(label, labels.size);
    return label === null ? null : labels.get(label)!;
  };
  const figures = (name: "speed" | "cpu_usage" | "ram_usage") =>
    rows.map(({ reading }) => decimals(reading[name], 3));
  return {
    device: rows.map(({ index }) => index),
    ts: rows.map(({ reading }) => decimals(reading.ts - base, 3)),
    lag: rows.map(({ reading }) => Math.round(reading.received - reading.ts)),
    speed: figures("speed"),
    cpu_usage: figures("cpu_usage"),
    ram_usage: figures("ram_usage"),
    detection_label: rows.map(({ reading }) => labelIndex(reading.detection_label)),
    labels: [...labels.keys()],
  };
}

/** What devices say of their connections, as columns. */
export function statusColumns(entries: readonly FleetEntry[]): StatusColumns {
  return {
    device: entries.map(({ index }) => index),
    online: entries.map(({ status }) => status ? status.connection === "online" ? 1 : 0 : null),
    since: entries.map(({ status }) => status?.since ?? null),
    reason: entries.map(({ status }) => status?.reason ?? null),
    interval: entries.map(({ status }) => status?.interval ?? null),
  };
}

function decimals(value: number, digits: number): number;
function decimals(value: number | null, digits: number): number | null;
function decimals(value: number | null, digits: number): number | null {
  const scale = 10 ** digits;
  return value === null ? null : Math.round(value * scale) / scale;
}
