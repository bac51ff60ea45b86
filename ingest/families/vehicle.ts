/**
 * Readings of vehicles, one row each, on `device/data/{device_id}` and in the legacy short form on
 * `vehicle/speed/{device_id}`. The payload is a JSON object, flat (`memory_total`), nested
 * (`memory: {total}`) or wrapped (`data: {…}`); see `decode/flatten.ts`. Units: `devices/wire/payload.ts`.
 */
import { parseDeviceTopic, VEHICLE_FILTERS } from "../../devices/wire/topics.ts";
import { decimal, text, whole } from "../decode/fields.ts";
import { readIdentity } from "../decode/identity.ts";
import type { Registry } from "../decode/message.ts";
import { Refusal } from "../decode/refusal.ts";
import { columns, type Row, type Table, type Value } from "../decode/row.ts";
import { checkTime, readTime } from "../decode/timestamp.ts";
import { DEVICE_DATA, VEHICLE_DOUBLES, VEHICLE_LONGS } from "../tables.ts";
import type { Family, Reading } from "./family.ts";

/** Who stored the row, for tables that others write to as well. */
const COLLECTOR = "ledgerline";

const table: Table = {
  name: DEVICE_DATA,
  columns: [
    ...columns("symbol", ["device_id", "collector", "detection_label"]),
    ...columns("long", ["epoch", "seq"]),
    ...columns("double", VEHICLE_DOUBLES),
    ...columns("long", VEHICLE_LONGS),
    ...columns("timestamp", ["publish_timestamp", "collector_receive_time"]),
  ],
};

const EPOCH = table.columns.findIndex(({ name }) => name === "epoch");
const SEQ = table.columns.findIndex(({ name }) => name === "seq");

/** Vehicles, and any device that sends some of their figures. */
export const vehicle: Family = {
  name: "vehicle",
  filters: VEHICLE_FILTERS,
  retained: false,
  tables: [table],
  fields: new Set([
    ...["device_id", "epoch", "seq", "timestamp", "detection_label"],
    ...VEHICLE_DOUBLES,
    ...VEHICLE_LONGS,
  ]),
  deviceOf(topic) {
    const parsed = parseDeviceTopic(topic);
    return parsed?.kind === "data" || parsed?.kind === "legacy" ? parsed.deviceId : undefined;
  },
  rows: (reading, registry) => [row(reading, registry)],
  identityOf: ({ values }) => ({ epoch: Number(values[EPOCH]), seq: Number(values[SEQ]) }),
};

function row({ deviceId, fields, message }: Reading, registry: Registry): Row {
  const { epoch, seq } = readIdentity(fields, message.payload);
  const ts = readTime(fields, "timestamp");
  if (ts === undefined) throw new Refusal("timestamp_missing");
  checkTime(ts, message, registry);
  const values: Value[] = [deviceId, COLLECTOR, text(fields, "detection_label"), epoch, seq];
  for (const name of VEHICLE_DOUBLES) values.push(decimal(fields, name));
  for (const name of VEHICLE_LONGS) values.push(whole(fields, name));
  values.push(ts, message.receivedAt * 1000);
  return { table, ts, values };
}
