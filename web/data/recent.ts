/** The last two minutes of some devices, for their live charts: one query for all of them. */
import { DEVICE_DATA, LATE_AFTER } from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import { type Cell, timestamp } from "./postgres.ts";
import type { Millis } from "./range.ts";
import type { RecentPoints } from "./types.ts";

/** The most devices that have a live chart. */
export const MOST_RECENT = 24;
const WINDOW = 120_000; // ms
/** Of fleets that send more than 20 readings a second each, the newest. */
const MOST_POINTS = 60_000;

/** Speed of the last two minutes of at most 24 devices. */
export async function recentPoints(
  db: Queries,
  ids: readonly string[],
  now: Millis,
): Promise<RecentPoints> {
  const from = now - WINDOW;
  const rows = ids.length === 0 ? [] : await read(db, ids, from);
  const byDevice = Map.groupBy(rows, ([id]) => String(id));
  const devices = ids.map((id) => ({ device_id: id, ...points(byDevice.get(id) ?? []) }));
  return { from, to: now, devices };
}

async function read(
  db: Queries,
  ids: readonly string[],
  from: Millis,
): Promise<Cell[][]> {
  const names = ids.map((_, i) => `$${i + 2}`).join(", ");
  const sql = `SELECT device_id, ts, speed, collector_receive_time FROM ${DEVICE_DATA} ` +
    `WHERE ts >= $1::timestamp AND device_id IN (${names}) ORDER BY ts DESC LIMIT ${MOST_POINTS}`;
  return (await db.rows("recent", sql, [timestamp(from), ...ids])).reverse();
}

/** As columns, ascending; of several readings at one instant the last. */
function points(rows: readonly Cell[][]) {
  const once = rows.filter(([, ts], i) => rows[i + 1]?.[1] !== ts);
  const late = once.flatMap(([, ts, , received], i) =>
    Number(received) - Number(ts) > LATE_AFTER ? [i] : []
  );
  return {
    ts: once.map(([, ts]) => Number(ts)),
    speed: once.map(([, , speed]) => speed as number | null),
    late,
  };
}
