/** Ninety days of a fleet, made by the database itself: with `long_sequence`, in the order of time. */
import { DEVICE_DATA } from "../../ingest/tables.ts";
import { deviceName } from "./messages.ts";
import { sql } from "./sql.ts";
import { waitFor } from "./wait.ts";

/** Some hours in which every device reads once a second, from each full hour on for `burst` s. */
export interface Stretch {
  /** ms since 1970. */
  readonly from: number;
  readonly hours: number;
  /** 3600 is all of the time. */
  readonly burst: number;
}

/** Devices of the fleet. */
export const DEVICES = 1000;

/** Rows of one statement: a few seconds of work. */
const MOST_ROWS = 4_000_000;
const HOUR = 3_600_000; // ms

/** How many rows a stretch has. */
export function rowsOf({ hours, burst }: Stretch): number {
  return hours * burst * DEVICES;
}

/** A stretch in parts that are small enough for a statement each. */
export function partsOf({ from, hours, burst }: Stretch): Stretch[] {
  const most = Math.max(1, Math.floor(MOST_ROWS / (burst * DEVICES)));
  return Array.from({ length: Math.ceil(hours / most) }, (_, i) => ({
    from: from + i * most * HOUR,
    hours: Math.min(most, hours - i * most),
    burst,
  }));
}

/** What rows hold: SQL of `micros`, the time, `s`, the second of the stretch, and `d`, the device. */
export interface Shape {
  /** By column. */
  readonly values: Readonly<Record<string, string>>;
  /** Which rows there are. Default: all. */
  readonly where?: string;
}

/** The statement that makes a stretch; device n samples n ms after the full second. */
export function insertion(stretch: Stretch, { values, where = "true" } = VEHICLE): string {
  const { from, burst } = stretch;
  const second = `(s / ${burst} * 3600 + s % ${burst})`;
  const ts = `${from * 1000} + ${second} * 1000000 + d * 1000`;
  return `INSERT INTO ${DEVICE_DATA} (ts, ${Object.keys(values).join(", ")}) ` +
    `SELECT micros::timestamp, ${Object.values(values).join(", ")} FROM (` +
    `SELECT s, d, ${ts} AS micros FROM (` +
    `SELECT (x - 1) / ${DEVICES} AS s, (x - 1) % ${DEVICES} AS d ` +
    `FROM long_sequence(${rowsOf(stretch)}))) WHERE ${where}`;
}

/** The name of device `d`. */
export const DEVICE_ID = `concat('${deviceName(0).slice(0, -4)}', lpad(d::string, 4, '0'))`;

/** Every column has a value, as in the readings of vehicles. */
const VALUES = {
  device_id: DEVICE_ID,
  collector: "'ledgerline'",
  detection_label: "rnd_symbol('car', 'truck', 'bus', 'bicycle', 'person')",
  epoch: "1",
  seq: "micros / 1000000",
  speed: "60 + ((s + d) % 600) / 10.0",
  cpu_usage: "12.5 + s % 50",
  ram_usage: "41.3",
  memory_total: "24037.5",
  memory_used: "9927.4 + s % 100",
  memory_available: "14110.1 - s % 100",
  memory_percent: "41.3",
  disk_total: "257836.2",
  disk_used: "90000.4 + s % 1000",
  disk_free: "167835.8 - s % 1000",
  disk_percent: "34.9",
  network_bytes_sent: "123456789 + s * 1000",
  network_bytes_recv: "987654321 + s * 3000",
  detection_confidence: "0.5 + (s % 50) / 100.0",
  publish_timestamp: "micros::timestamp",
  collector_receive_time: "(micros + 12000)::timestamp",
};
const VEHICLE: Shape = { values: VALUES };

/** Makes stretches, and waits until queries see all of them. */
export async function makeRows(
  questdb: string,
  stretches: readonly Stretch[],
  say: (line: string) => void,
  signal: AbortSignal,
  shape = VEHICLE,
): Promise<void> {
  for (const stretch of stretches) {
    const [parts, started] = [partsOf(stretch), performance.now()];
    for (const [i, part] of parts.entries()) {
      signal.throwIfAborted();
      await sql(questdb, insertion(part, shape));
      await untilApplied(questdb, DEVICE_DATA);
      if ((i + 1) % 8 === 0) say(`made ${i + 1} of ${parts.length} parts`);
    }
    const seconds = (performance.now() - started) / 1000;
    say(`${(rowsOf(stretch) / 1e6).toFixed(1)} million rows made in ${seconds.toFixed(0)} s`);
  }
}

/** Waits until queries see all that was committed to a table or view. */
export async function untilApplied(questdb: string, table: string): Promise<void> {
  const query = `SELECT sequencerTxn - writerTxn, suspended FROM wal_tables() ` +
    `WHERE name = '${table}'`;
  await waitFor(
    async () => {
      const [[behind, suspended] = []] = await sql(questdb, query);
      if (String(suspended) === "true") throw new Error(`${table} is suspended`);
      return Number(behind) === 0;
    },
    `${table} to be applied`,
    { every: 200, patience: 900_000 },
  );
}
