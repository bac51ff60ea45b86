/** Every MQTT topic is built and parsed here. */
import { DEVICE_ID_RULE, isDeviceId } from "./device_id.ts";

/** What the ingest subscribes to for readings of vehicles: full form and legacy short form. */
export const VEHICLE_FILTERS = ["device/data/+", "vehicle/speed/+"] as const;
/** Retained presence of every device. */
export const STATUS_FILTER = "status/+";
/** Retained account of every device. */
export const ACCOUNT_FILTER = "account/+";

/** A topic that names a device. */
export interface DeviceTopic {
  readonly kind: "data" | "legacy" | "status" | "account" | "stored";
  /** The device's part of the topic as it is; not checked. */
  readonly deviceId: string;
}

const PREFIXES = {
  data: "device/data/",
  legacy: "vehicle/speed/",
  status: "status/",
  account: "account/",
  stored: "stored/",
} as const;
const KINDS = Object.entries(PREFIXES) as readonly [DeviceTopic["kind"], string][];

/**
 * The topic of a device.
 *
 * @throws {RangeError} if the id is none: it could hold a wildcard or a level of its own.
 */
export function deviceTopic(kind: DeviceTopic["kind"], deviceId: string): string {
  if (isDeviceId(deviceId)) return PREFIXES[kind] + deviceId;
  throw new RangeError(`Device id ${JSON.stringify(deviceId)} must be ${DEVICE_ID_RULE}`);
}

/** What a topic says, or `undefined` if it is none of a device's. */
export function parseDeviceTopic(topic: string): DeviceTopic | undefined {
  for (const [kind, prefix] of KINDS) {
    if (!topic.startsWith(prefix)) continue;
    const deviceId = topic.slice(prefix.length);
    if (!deviceId.includes("/")) return { kind, deviceId };
  }
  return undefined;
}
