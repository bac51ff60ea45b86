/** What devices and their last wills say of their connection, one row each, on `status/{device_id}`. */
import { STATUS_REASONS } from "../../devices/wire/status.ts";
import { parseDeviceTopic, STATUS_FILTER } from "../../devices/wire/topics.ts";
import { decimal, type Fields } from "../decode/fields.ts";
import type { Registry } from "../decode/message.ts";
import { quote, Refusal } from "../decode/refusal.ts";
import { columns, type Row, type Table } from "../decode/row.ts";
import { checkTime, isTooOld, readTime } from "../decode/timestamp.ts";
import { DEVICE_STATUS } from "../tables.ts";
import type { Family, Reading } from "./family.ts";

const table: Table = {
  name: DEVICE_STATUS,
  columns: [
    ...columns("symbol", ["device_id", "status", "reason"]),
    ...columns("double", ["interval"]),
    ...columns("timestamp", ["since", "collector_receive_time"]),
  ],
};

const STATUSES = ["online", "offline"] as const;

/** Presence of every device. */
export const status: Family = {
  name: "status",
  filters: [STATUS_FILTER],
  retained: true,
  tables: [table],
  fields: new Set(["device_id", "status", "since", "interval", "reason"]),
  deviceOf(topic) {
    const parsed = parseDeviceTopic(topic);
    return parsed?.kind === "status" ? parsed.deviceId : undefined;
  },
  rows(reading, registry) {
    return isReplayedWill(reading, registry) ? [] : [row(reading, registry)];
  },
  learn({ values: [deviceId, status] }, offline) {
    if (status === "offline") offline.add(String(deviceId));
    else offline.delete(String(deviceId));
  },
};

/**
 * A will does not say since when; its receive time stands. Replayed to a new subscription it must not
 * make a device offline anew.
 */
function isReplayedWill({ deviceId, fields, message }: Reading, { offline }: Registry): boolean {
  return message.retained && fields.status === "offline" && (fields.since ?? null) === null &&
    offline.has(deviceId);
}

function row({ deviceId, fields, message }: Reading, registry: Registry): Row {
  const receivedAt = message.receivedAt * 1000;
  const since = readTime(fields, "since") ?? receivedAt;
  // A device may be online for longer than rows are kept: then its row stands where it is kept.
  const ts = isTooOld(since, message.receivedAt) ? receivedAt : since;
  checkTime(ts, message, registry);
  const status = word(fields, "status", STATUSES);
  if (status === null) throw new Refusal("field_invalid", "status is missing");
  const reason = word(fields, "reason", STATUS_REASONS);
  const interval = decimal(fields, "interval");
  return { table, ts, values: [deviceId, status, reason, interval, since, receivedAt] };
}

function word<T extends string>(fields: Fields, name: string, words: readonly T[]): T | null {
  const value = fields[name] ?? null;
  if (value === null) return null;
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  throw new Refusal("field_invalid", `${name}=${quote(value)} must be ${words.join(" or ")}`);
}
