/** New readings of single devices with every column, for their open pages. */
import { DEVICE_DATA } from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import { FIELDS } from "./fields.ts";
import { readingColumns } from "./history_columns.ts";
import { type Cell, timestamp } from "./postgres.ts";
import type { NewReadings } from "./readings.ts";

/** Columns of the rows, as in a history of readings. */
export const FULL_COLUMNS: readonly string[] = readingColumns(FIELDS);
/** More than this within a tick are left to the page's next history. */
const MOST = 10_000;

/** The rows of each device within bounds, ascending; devices without any are left out. */
export async function newDeviceReadings(
  db: Queries,
  devices: readonly string[],
  { from, to, receivedSince }: NewReadings,
): Promise<Map<string, Cell[][]>> {
  const columns = FULL_COLUMNS.map((name) => name === "received" ? "collector_receive_time" : name);
  const names = devices.map((_, i) => `$${i + 4}`).join(", ");
  const sql = `SELECT device_id, ${columns.join(", ")} FROM ${DEVICE_DATA} ` +
    "WHERE ts >= $1::timestamp AND ts <= $2::timestamp " +
    `AND collector_receive_time >= $3::timestamp AND device_id IN (${names}) LIMIT ${MOST}`;
  const bounds = [from, to, receivedSince].map(timestamp);
  const rows = await db.rows("device_readings", sql, [...bounds, ...devices]);
  const byDevice = Map.groupBy(rows, ([id]) => String(id));
  return new Map([...byDevice].map(([id, rows]) => [id, rows.map((row) => row.slice(1))]));
}
