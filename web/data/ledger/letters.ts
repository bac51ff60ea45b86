/** Which readings are kept as dead letters. */
import type { Range } from "../../../devices/lib/ranges.ts";
import { DEAD_LETTERS, LEDGER_CLOSED } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import { ALL, ofDevice } from "./rolled.ts";

/** Dead letters by device: those that say which reading they are, and how many do not. */
export interface DeviceLetters {
  readonly device: string;
  readonly epochs: ReadonlyMap<number, readonly Range[]>;
  /** Distinct letters. */
  readonly others: number;
}

/** The dead letters of devices that are known by name, or of one of them. */
export async function deviceLetters(
  db: Queries,
  device?: string,
): Promise<Map<string, DeviceLetters>> {
  const read = (name: string, what: string, condition = ALL.sql) => {
    const { sql, parameters } = ofDevice({ sql: condition, parameters: [] }, device);
    return db.rows(name, `SELECT ${what} WHERE ${sql}`, parameters);
  };
  const [closed, kept, nameless] = await Promise.all([
    read("ledger_closed_letters", `DISTINCT device_id, epoch, seq FROM ${LEDGER_CLOSED.letters}`),
    read(
      "ledger_letters",
      `DISTINCT device_id, epoch, seq FROM ${DEAD_LETTERS}`,
      "device_id IS NOT NULL AND epoch > 0 AND seq > 0",
    ),
    read(
      "ledger_other_letters",
      `device_id, count_distinct(hash) FROM ${DEAD_LETTERS}`,
      "device_id IS NOT NULL AND (epoch IS NULL OR seq IS NULL OR epoch <= 0 OR seq <= 0)",
    ),
  ]);
  const others = new Map(nameless.map(([device, count]) => [String(device), Number(count)]));
  const byDevice = Map.groupBy([...closed, ...kept], ([device]) => String(device));
  const devices = new Set([...byDevice.keys(), ...others.keys()]);
  return new Map(
    Array.from(devices, (device) => [device, {
      device,
      epochs: epochsOf(byDevice.get(device) ?? []),
      others: others.get(device) ?? 0,
    }]),
  );
}

function epochsOf(rows: readonly (readonly unknown[])[]): Map<number, Range[]> {
  const epochs = new Map<number, Range[]>();
  for (const [, epoch, seq] of rows) {
    const ranges = epochs.get(Number(epoch)) ?? [];
    epochs.set(Number(epoch), ranges);
    ranges.push([Number(seq), Number(seq)]);
  }
  return epochs;
}
