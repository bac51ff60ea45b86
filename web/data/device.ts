/** What the device page shows besides its charts. */
import {
  DEAD_LETTERS,
  DEVICE_DATA,
  DEVICE_HOURS,
  DEVICE_MINUTES,
  LATE_AFTER,
} from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import { FIELDS, LABEL_FIELD } from "./fields.ts";
import { type Cell, timestamp } from "./postgres.ts";
import type { Millis } from "./range.ts";
import type { DeviceFacts, FullReading } from "./types.ts";

const RECENT = 5 * 60_000; // ms
/** What is older than this is in the hours. */
const ROLLED_UP_BEFORE = 3 * 3_600_000; // ms
const COLUMNS = [
  "ts",
  "collector_receive_time",
  "publish_timestamp",
  "epoch",
  "seq",
  "collector",
  ...FIELDS.map(({ name }) => name),
  LABEL_FIELD,
];

/** The newest reading of a device: the latest ones first, then where a roll-up says that it is. */
export async function latestReading(
  db: Queries,
  device: string,
  now: Millis,
): Promise<FullReading | null> {
  return await newestSince(db, device, now - RECENT) ?? await lastKnown(db, device, now);
}

async function newestSince(db: Queries, device: string, from: Millis): Promise<FullReading | null> {
  const sql = `SELECT ${COLUMNS.join(", ")} FROM ${DEVICE_DATA} ` +
    "WHERE device_id = $1 AND ts >= $2::timestamp LATEST ON ts PARTITION BY device_id";
  const [row] = await db.rows("device_latest", sql, [device, timestamp(from)]);
  return row === undefined ? null : asReading(row);
}

/** The hours say how far back a silent device's last reading is; what came since is not in them. */
async function lastKnown(db: Queries, device: string, now: Millis): Promise<FullReading | null> {
  const last = await lastOf(db, DEVICE_MINUTES, device, now - ROLLED_UP_BEFORE) ??
    await lastOf(db, DEVICE_HOURS, device, 0);
  return newestSince(db, device, last ?? now - ROLLED_UP_BEFORE);
}

async function lastOf(
  db: Queries,
  view: string,
  device: string,
  from: Millis,
): Promise<Millis | null> {
  const sql = `SELECT max(last_ts) FROM ${view} WHERE device_id = $1 AND ts >= $2::timestamp`;
  const [[last] = [null]] = await db.rows("device_last", sql, [device, timestamp(from)]);
  return last as Millis | null;
}

function asReading(row: readonly Cell[]): FullReading {
  return Object.fromEntries(COLUMNS.map((column, i) => [column, row[i] as number | string | null]));
}

/** What the rows tell of a device. */
export async function deviceFacts(
  db: Queries,
  device: string,
  latest: FullReading | null,
  now: Millis,
): Promise<DeviceFacts> {
  const sql = "SELECT count(), sum(CASE WHEN collector_receive_time > " +
    `dateadd('T', ${LATE_AFTER}, ts) THEN 1 ELSE 0 END), min(collector_receive_time - ts) ` +
    `FROM ${DEVICE_DATA} WHERE device_id = $1 AND ts >= $2::timestamp AND ts <= $3::timestamp`;
  const bounds = [device, timestamp(now - RECENT), timestamp(now)];
  const [[[count, late, offset] = [0, 0, null]], first_seen, last_letter] = await Promise.all([
    db.rows("device_facts", sql, bounds),
    firstSeen(db, device, now),
    lastLetter(db, device),
  ]);
  return {
    first_seen: first_seen ?? latest?.ts as Millis | undefined ?? null,
    rate: Number(count) / (RECENT / 1000),
    recent_readings: Number(count),
    recent_late: Number(late ?? 0),
    epoch: latest?.epoch as number | undefined ?? null,
    seq: latest?.seq as number | undefined ?? null,
    clock_offset_ms: offset === null ? null : Number(offset) / 1000,
    last_letter,
  };
}

/** Not how many there are: of a flood that would take long. */
async function lastLetter(db: Queries, device: string): Promise<Millis | null> {
  const sql = `SELECT ts FROM ${DEAD_LETTERS} WHERE device_id = $1 ORDER BY ts DESC LIMIT 1`;
  const [[ts] = [null]] = await db.rows("device_letter", sql, [device]);
  return ts as Millis | null;
}

/** The hours know the hour; a device that they don't know yet is younger than that. */
async function firstSeen(db: Queries, device: string, now: Millis): Promise<Millis | null> {
  const hour = `SELECT min(ts) FROM ${DEVICE_HOURS} WHERE device_id = $1`;
  const [[first] = [null]] = await db.rows("device_first", hour, [device]);
  const from = first === null ? now - ROLLED_UP_BEFORE : Number(first);
  const exact = `SELECT min(ts) FROM ${DEVICE_DATA} ` +
    "WHERE device_id = $1 AND ts >= $2::timestamp AND ts < $3::timestamp";
  const bounds = [device, timestamp(from), timestamp(from + ROLLED_UP_BEFORE)];
  const [[ts] = [null]] = await db.rows("device_first", exact, bounds);
  return ts as Millis | null;
}
