/** Which readings a table has already. */
import type { Identity } from "../decode/identity.ts";
import type { Exec } from "./read_letters.ts";

/** One reading of one device. */
export interface NamedReading extends Identity {
  readonly deviceId: string;
}

/** A name for a reading, for sets. */
export function nameOf({ deviceId, epoch, seq }: NamedReading): string {
  return `${deviceId} ${epoch} ${seq}`;
}

/** The names of those of `readings` that are in the table, whatever their time. */
export async function findStored(
  exec: Exec,
  table: string,
  readings: readonly NamedReading[],
): Promise<Set<string>> {
  if (readings.length === 0) return new Set();
  const devices = new Set(readings.map(({ deviceId }) => `'${deviceId}'`)); // of safe signs only
  const list = (key: "epoch" | "seq") => [...new Set(readings.map((one) => one[key]))].join(", ");
  const rows = await exec(
    `SELECT DISTINCT device_id, epoch, seq FROM ${table} WHERE device_id IN (${
      [...devices].join(", ")
    }) ` +
      `AND epoch IN (${list("epoch")}) AND seq IN (${list("seq")})`,
  );
  return new Set(
    rows.map(({ device_id, epoch, seq }) =>
      nameOf({ deviceId: String(device_id), epoch: Number(epoch), seq: Number(seq) })
    ),
  );
}
