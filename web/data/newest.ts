/** The newest reading of every device, however long it has been silent. */
import { DEVICE_HOURS, DEVICE_MINUTES, RETENTION_DAYS } from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import type { Millis } from "./range.ts";
import { latestReadings, latestRolledUp, type LiveReading } from "./readings.ts";
import { rolledUpTo } from "./rolled_up.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Of the last minutes from the readings, of the last hours from the minutes, and of what is older
 * from the hours: a search through all readings would take as long as the longest silence. Where
 * there are no roll-ups, of the last day only.
 */
export async function newestReadings(db: Queries, now: Millis): Promise<LiveReading[]> {
  const { minutes, hours } = await rolledUpTo(db, now);
  const none = Promise.resolve([]);
  const parts = await Promise.all([
    hours === null ? none : latestRolledUp(db, DEVICE_HOURS, now - RETENTION_DAYS * DAY),
    minutes === null ? none : latestRolledUp(db, DEVICE_MINUTES, (hours ?? now - DAY) - HOUR),
    latestReadings(db, minutes === null ? now - DAY : Math.min(minutes, now - 5 * MINUTE)),
  ]);
  const newest = new Map<string, LiveReading>();
  for (const reading of parts.flat()) {
    const known = newest.get(reading.device_id);
    if (known === undefined || known.ts <= reading.ts) newest.set(reading.device_id, reading);
  }
  return [...newest.values()];
}
