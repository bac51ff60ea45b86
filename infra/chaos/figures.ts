/** Figures of a run that the database tells. */
import { DEVICE_DATA } from "../../ingest/tables.ts";
import type { Database } from "../rig/sql.ts";

/** The longest time from a device's stamp to the ingest since `begin`, in seconds. */
export async function latencySince(database: Database, begin: Date): Promise<number> {
  const micros = await database.figure(
    `select max(cast(collector_receive_time as long) - cast(ts as long)) from ${DEVICE_DATA}
      where ts >= '${begin.toISOString()}'`,
  );
  return micros / 1e6;
}

/** How many readings of `devices` were received after a later one of the same start. */
export async function outOfOrder(database: Database, devices: readonly string[]): Promise<number> {
  let late = 0;
  for (const device of devices) {
    const last = new Map<string, number>();
    const rows = await database.query(
      `select epoch, seq from ${DEVICE_DATA} where device_id = '${device}'
        order by collector_receive_time, seq`,
    );
    for (const { epoch, seq } of rows) {
      const before = last.get(String(epoch)) ?? 0;
      if (Number(seq) < before) late++;
      last.set(String(epoch), Math.max(before, Number(seq)));
    }
  }
  return late;
}
