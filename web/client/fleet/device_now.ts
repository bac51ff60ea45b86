/** What the page knows of a device at this moment, and the mark that follows from it. */
import { deviceState, freshness } from "../../data/freshness.ts";
import type { DeviceState, FleetDevice } from "../../data/types.ts";

/** A device's newest reading and what it last said of its connection. Times in ms, UTC. */
export interface DeviceNow {
  readonly id: string;
  /** Device time of the newest reading; null if there is none. */
  readonly ts: number | null;
  /** The earlier of its device and receive time: what its age counts from. */
  readonly seen: number | null;
  readonly speed: number | null;
  readonly cpu: number | null;
  readonly ram: number | null;
  readonly label: string | null;
  /** What the device says of its link: 1 up, 0 down, null if it never said. */
  readonly said: 0 | 1 | null;
  readonly since: number | null;
  readonly reason: "started" | "stopped" | "lost" | null;
  /** Seconds between readings, as the device says. */
  readonly interval: number | null;
}

/** The two facts apart, and the one mark for both. */
export interface Mark {
  readonly connection: "online" | "offline";
  readonly freshness: "fresh" | "stale";
  readonly state: DeviceState;
  /** Age of the newest reading in ms; null if there is none. */
  readonly age: number | null;
}

/** The mark of a device at `now`; a device that never said anything is judged by its readings. */
export function markOf(device: DeviceNow, now: number): Mark {
  const age = device.seen === null ? null : Math.max(0, now - device.seen);
  const data = freshness(age, device.interval);
  const up = device.said === null ? data === "fresh" : device.said === 1;
  const connection = up ? "online" : "offline";
  return { connection, freshness: data, state: deviceState(connection, data), age };
}

/** What the page needs of the server's `FleetDevice`. */
export function deviceNow(device: FleetDevice): DeviceNow {
  const online = device.connection === "online" ? 1 : 0;
  return {
    id: device.device_id,
    ts: device.ts,
    seen: device.last_seen,
    speed: device.speed,
    cpu: device.cpu_usage,
    ram: device.ram_usage,
    label: device.detection_label,
    said: device.connection_source === "device" ? online : null,
    since: device.connection_since,
    reason: device.reason,
    interval: device.interval,
  };
}

/** A device of which nothing is known but its id. */
export function unknownDevice(id: string): DeviceNow {
  const nothing = { ts: null, seen: null, speed: null, cpu: null, ram: null, label: null };
  return { id, ...nothing, said: null, since: null, reason: null, interval: null };
}
