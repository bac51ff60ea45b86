/** Readings as the fleet page needs them: new ones, and the newest of each device. */
import { DEVICE_DATA, DEVICE_HOURS, DEVICE_MINUTES } from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import { type Cell, timestamp } from "./postgres.ts";
import type { Millis } from "./range.ts";
import type { FleetValues } from "./types.ts";

/** The part of a reading that the fleet page shows. */
export interface LiveReading extends FleetValues {
  readonly device_id: string;
  /** Device time. */
  readonly ts: Millis;
  /** The ingest's time. */
  readonly received: Millis;
}

const COLUMNS =
  "device_id, ts, collector_receive_time, speed, cpu_usage, ram_usage, detection_label";
const ROLLED_UP =
  "device_id, last_ts, last_received, last_speed, last_cpu_usage, last_ram_usage, detection_label";

/** The newest reading of each device that sent one since `since`. */
export async function latestReadings(db: Queries, since: Millis): Promise<LiveReading[]> {
  const sql = `SELECT ${COLUMNS} FROM ${DEVICE_DATA} WHERE ts >= $1::timestamp ` +
    "LATEST ON ts PARTITION BY device_id";
  return (await db.rows("latest", sql, [timestamp(since)])).map(toReading);
}

/** The newest reading of each device that a roll-up knows, from `since` on. */
export async function latestRolledUp(
  db: Queries,
  view: typeof DEVICE_MINUTES | typeof DEVICE_HOURS,
  since: Millis,
): Promise<LiveReading[]> {
  const sql = `SELECT ${ROLLED_UP} FROM ${view} WHERE ts >= $1::timestamp ` +
    "LATEST ON ts PARTITION BY device_id";
  return (await db.rows("latest_rolled_up", sql, [timestamp(since)])).map(toReading);
}

/** Bounds of a search for new readings; the times are inclusive. */
export interface NewReadings {
  readonly from: Millis;
  readonly to: Millis;
  /** Received since then. */
  readonly receivedSince: Millis;
}

/** New readings within bounds, ascending by device time, at most `limit`. */
export async function newReadings(
  db: Queries,
  { from, to, receivedSince }: NewReadings,
  limit: number,
): Promise<LiveReading[]> {
  const sql = `SELECT ${COLUMNS} FROM ${DEVICE_DATA} ` +
    "WHERE ts >= $1::timestamp AND ts <= $2::timestamp " +
    `AND collector_receive_time >= $3::timestamp LIMIT ${limit}`;
  const parameters = [from, to, receivedSince].map(timestamp);
  return (await db.rows("new_readings", sql, parameters)).map(toReading);
}

/** New readings of one device that are older than the live window, summed up. */
export interface LateReadings {
  readonly device_id: string;
  readonly from: Millis;
  readonly to: Millis;
  readonly count: number;
}

/** Which devices brought new readings within bounds, and of which time. */
export async function newReadingsByDevice(
  db: Queries,
  { from, to, receivedSince }: NewReadings,
): Promise<LateReadings[]> {
  const sql = `SELECT device_id, min(ts), max(ts), count() FROM ${DEVICE_DATA} ` +
    "WHERE ts >= $1::timestamp AND ts <= $2::timestamp " +
    "AND collector_receive_time >= $3::timestamp GROUP BY device_id";
  const rows = await db.rows("late_readings", sql, [from, to, receivedSince].map(timestamp));
  return rows.map(([device_id, from, to, count]) => ({
    device_id: String(device_id),
    from: Number(from),
    to: Number(to),
    count: Number(count),
  }));
}

function toReading([id, ts, received, speed, cpu, ram, label]: Cell[]): LiveReading {
  return {
    device_id: String(id),
    ts: Number(ts),
    received: Number(received ?? ts),
    speed: speed as number | null,
    cpu_usage: cpu as number | null,
    ram_usage: ram as number | null,
    detection_label: label as string | null,
  };
}
