/** Whether all that was produced so far has arrived, while devices go on producing. */
import { DEVICE_DATA } from "../../ingest/tables.ts";
import type { Entry } from "../rig/ledger.ts";
import type { Database } from "../rig/sql.ts";

/** What the database has of one start of a device. */
export interface Held {
  readonly device: string;
  readonly epoch: string;
  readonly highest: number;
  /** How many different readings. */
  readonly count: number;
  /** When the last was taken, Unix milliseconds. */
  readonly newest: number;
}

/** What is known of what there should be. */
export interface Expected {
  /** Starts that are over, `device epoch` as the name. */
  readonly entries: ReadonlyMap<string, Readonly<Entry>>;
  /** Readings of a device that may be nowhere: it has given them up. */
  readonly evicted: (device: string) => number;
  /** Devices that run. */
  readonly devices: readonly string[];
  /** Unix milliseconds. */
  readonly now: number;
}

/** A device's readings are up to date if the last was taken so recently. */
const FRESH = 3000; // ms

/** Why it is not settled yet; `undefined` if it is. */
export function unsettled(held: readonly Held[], expected: Expected): string | undefined {
  const { entries, evicted, devices, now } = expected;
  const counts = new Map(held.map(({ device, epoch, count }) => [`${device} ${epoch}`, count]));
  for (const [name, { produced }] of entries) {
    const lacks = produced - (counts.get(name) ?? 0);
    if (lacks > evicted(name.split(" ")[0])) return `${name} lacks ${lacks}`;
  }
  for (const { device, epoch, highest, count } of held) {
    if (!devices.includes(device)) continue; // one without an account of its own
    if (highest - count > evicted(device)) return `${device} ${epoch} lacks ${highest - count}`;
  }
  for (const device of devices) {
    const newest = held.filter((one) => one.device === device).map((one) => one.newest);
    const age = now - Math.max(0, ...newest);
    if (age > FRESH) return `${device} is ${Math.round(age / 1000)} s behind`;
  }
}

/** Asks the database what it has of each start of each device. */
export async function readHeld(database: Database): Promise<Held[]> {
  const rows = await database.query(
    `select device_id, epoch, max(seq) highest, count_distinct(seq) n,
      cast(max(ts) as long) newest from ${DEVICE_DATA}`,
  );
  return rows.map(({ device_id, epoch, highest, n, newest }) => ({
    device: String(device_id),
    epoch: String(epoch),
    highest: Number(highest),
    count: Number(n),
    newest: Number(newest) / 1000,
  }));
}
