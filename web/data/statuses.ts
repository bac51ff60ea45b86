/** What devices say of their connections. */
import { DEVICE_STATUS } from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import { type Cell, timestamp } from "./postgres.ts";
import type { Millis } from "./range.ts";
import type { StatusEvent } from "./types.ts";

/** A device's word, or its last will. */
export interface DeviceStatus {
  readonly device_id: string;
  readonly connection: "online" | "offline";
  readonly reason: "started" | "stopped" | "lost" | null;
  /** Seconds between readings. */
  readonly interval: number | null;
  /** Since when, as far as it is known. */
  readonly since: Millis;
  readonly received: Millis;
}

const COLUMNS = "device_id, status, reason, interval, since, collector_receive_time";

/**
 * The newest status of each device. A last will has no time of its own and is received again by
 * every start of the ingest: it holds since it was first received after the device was last online.
 */
export async function latestStatuses(db: Queries): Promise<DeviceStatus[]> {
  const sql = `
    WITH words AS (SELECT ${COLUMNS} FROM ${DEVICE_STATUS}),
    up AS (
      SELECT device_id, max(collector_receive_time) AS last FROM words
      WHERE status = 'online' GROUP BY device_id
    ),
    down AS (
      SELECT words.device_id, min(words.collector_receive_time) AS first
      FROM words LEFT JOIN up ON words.device_id = up.device_id
      WHERE words.status = 'offline'
        AND (up.last IS NULL OR words.collector_receive_time > up.last)
      GROUP BY words.device_id
    ),
    latest AS (
      SELECT * FROM (words ORDER BY collector_receive_time) TIMESTAMP(collector_receive_time)
      LATEST ON collector_receive_time PARTITION BY device_id
    )
    SELECT latest.device_id, status, reason, interval, since, collector_receive_time, down.first
    FROM latest LEFT JOIN down ON latest.device_id = down.device_id`;
  return (await db.rows("statuses", sql)).map(toStatus);
}

/** Statuses received since a moment, in the order in which they came. */
export async function newStatuses(db: Queries, receivedSince: Millis): Promise<DeviceStatus[]> {
  const sql = `SELECT ${COLUMNS} FROM ${DEVICE_STATUS} ` +
    "WHERE collector_receive_time >= $1::timestamp ORDER BY collector_receive_time";
  return (await db.rows("new_statuses", sql, [timestamp(receivedSince)])).map(toStatus);
}

/** The changes of one device's connection since a moment, newest first, at most 50. */
export async function statusEvents(
  db: Queries,
  device: string,
  since: Millis,
): Promise<StatusEvent[]> {
  const sql = `SELECT ${COLUMNS} FROM ${DEVICE_STATUS} WHERE device_id = $1 ` +
    "AND collector_receive_time >= $2::timestamp ORDER BY collector_receive_time";
  const rows = await db.rows("status_events", sql, [device, timestamp(since)]);
  const changes = rows.map(toStatus).filter((status, i, all) => isChange(all[i - 1], status));
  return changes.reverse().slice(0, 50)
    .map(({ since, connection, reason }) => ({ at: since, connection, reason }));
}

/** A status that is only received again, as on every start of the ingest, changes nothing. */
function isChange(before: DeviceStatus | undefined, after: DeviceStatus): boolean {
  if (before?.connection !== after.connection) return true;
  return after.connection === "online" && before.since !== after.since;
}

function toStatus([id, status, reason, interval, since, received, first]: Cell[]): DeviceStatus {
  const connection = status === "online" ? "online" : "offline";
  return {
    device_id: String(id),
    connection,
    reason: reason as DeviceStatus["reason"],
    interval: interval as number | null,
    since: Number(since ?? first ?? received),
    received: Number(received),
  };
}
