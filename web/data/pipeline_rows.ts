/** The pipeline's seconds, added up by step and hop. */
import {
  DEVICE_DATA,
  HOPS,
  LATENCY_BUCKETS,
  PIPELINE_LATENCY,
  PIPELINE_REJECTED,
  PIPELINE_STATE,
} from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import type { Hop } from "./pipeline_types.ts";
import { timestamp } from "./postgres.ts";
import type { Millis, Range } from "./range.ts";
import { sampleBy } from "./resolution.ts";

/** One hop in one step, or over a window. */
export interface HopCounts {
  readonly ts: Millis;
  readonly hop: Hop;
  readonly readings: number;
  readonly late: number;
  /** ms */
  readonly slowest: number;
  /** By the bounds of `LATENCY_BOUNDS`. */
  readonly counts: readonly number[];
}

/** What went through in one step: sums, and the most that was held or waited. */
export interface StateStep {
  readonly ts: Millis;
  readonly received: number;
  readonly stored: number;
  readonly rejected: number;
  readonly held: number;
  readonly walLag: number;
}

const IN_RANGE = "ts >= $1::timestamp AND ts < $2::timestamp";
const COUNTS = LATENCY_BUCKETS.map((bucket) => `sum(${bucket})`).join(", ");

/** Every hop that was measured, step by step. */
export async function hopSteps(db: Queries, range: Range, step: number): Promise<HopCounts[]> {
  const sql = `SELECT ts, hop, sum(readings), sum(late), max(slowest), ${COUNTS} ` +
    `FROM ${PIPELINE_LATENCY} WHERE ${IN_RANGE} SAMPLE BY ${sampleBy(step)}`;
  const rows = await db.rows("pipeline_hops", sql, bounds(range));
  return rows.filter(([, hop]) => HOPS.includes(hop as Hop)).map((
    [ts, hop, readings, late, slowest, ...counts],
  ) => ({
    ts: Number(ts),
    hop: hop as Hop,
    readings: Number(readings),
    late: Number(late),
    slowest: Number(slowest),
    counts: counts.map(Number),
  }));
}

/** What went through, step by step. */
export async function stateSteps(db: Queries, range: Range, step: number): Promise<StateStep[]> {
  const sql = "SELECT ts, sum(received), sum(stored), sum(rejected), max(held), max(wal_lag) " +
    `FROM ${PIPELINE_STATE} WHERE ${IN_RANGE} SAMPLE BY ${sampleBy(step)}`;
  const rows = await db.rows("pipeline_state", sql, bounds(range));
  return rows.map((row) => row.map(Number)).map((
    [ts, received, stored, rejected, held, walLag],
  ) => ({ ts, received, stored, rejected, held, walLag }));
}

/** Rejected readings by reason, most first. */
export async function rejectedByReason(db: Queries, range: Range) {
  const sql = `SELECT reason, sum(readings) AS readings FROM ${PIPELINE_REJECTED} ` +
    `WHERE ${IN_RANGE} GROUP BY reason ORDER BY readings DESC`;
  const rows = await db.rows("pipeline_rejected", sql, bounds(range));
  return rows.map(([reason, count]) => ({ reason: String(reason), count: Number(count) }));
}

/** Rows that replaced one of the same reading since the database was started, as it counts them. */
export async function replacedRows(db: Queries): Promise<number> {
  const sql = "SELECT wal_dedup_row_count_since_start FROM tables() WHERE table_name = $1";
  const [[count] = [0]] = await db.rows("pipeline_replaced", sql, [DEVICE_DATA]);
  return Number(count ?? 0);
}

/** The seconds in which a hop took at least so long, the slowest first. */
export async function slowestSeconds(
  db: Queries,
  range: Range,
  hop: Hop,
  atLeast: number,
): Promise<{ ts: Millis; slowest: number; device: string | null }[]> {
  const sql = `SELECT ts, slowest, worst_device FROM ${PIPELINE_LATENCY} WHERE ${IN_RANGE} ` +
    "AND hop = $3 AND slowest >= $4::double ORDER BY slowest DESC LIMIT 500";
  const rows = await db.rows("pipeline_slowest", sql, [...bounds(range), hop, String(atLeast)]);
  return rows.map(([ts, slowest, device]) => ({
    ts: Number(ts),
    slowest: Number(slowest),
    device: device as string | null,
  }));
}

/** Devices by the longest way to the ingest, of readings received within a range. */
export async function slowestDevices(
  db: Queries,
  table: string,
  range: Range,
  oldest: Millis,
  newest: Millis,
) {
  const sql = "SELECT device_id, count(), max(collector_receive_time - ts) AS longest, " +
    `avg(collector_receive_time - ts) FROM ${table} ` +
    "WHERE ts >= $1::timestamp AND ts <= $2::timestamp " +
    "AND collector_receive_time >= $3::timestamp AND collector_receive_time < $4::timestamp " +
    "GROUP BY device_id ORDER BY longest DESC LIMIT 20";
  const parameters = [timestamp(oldest), timestamp(newest), ...bounds(range)];
  const rows = await db.rows("pipeline_devices", sql, parameters);
  return rows.map(([id, count, longest, mean]) => ({
    device_id: String(id),
    readings: Number(count),
    max_ms: Number(longest) / 1000,
    mean_ms: Number(mean) / 1000,
  }));
}

function bounds({ from, to }: Range): string[] {
  return [timestamp(from), timestamp(to)];
}
