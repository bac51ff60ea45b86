/** The fleet as pages and the API show it, from what is in memory. */
import { deviceState, freshness } from "../data/freshness.ts";
import type { Millis } from "../data/range.ts";
import type { LiveReading } from "../data/readings.ts";
import type { Connection, Fleet, FleetCounts, FleetDevice } from "../data/types.ts";
import type { FleetEntry, FleetState } from "./fleet_state.ts";

/** All devices at this moment, in their natural order, and how many there are of each state. */
export function fleetOf(state: FleetState, now: Millis): Fleet {
  const devices = state.sorted.map((entry) => deviceOf(entry, now));
  return { now, counts: countsOf(devices), devices };
}

/** One device at this moment. */
export function deviceOf({ id, reading, status }: FleetEntry, now: Millis): FleetDevice {
  const seen = lastSeen(reading);
  const age_ms = seen === null ? null : Math.max(0, Math.round(now - seen));
  const fresh = freshness(age_ms, status?.interval ?? null);
  const connection = connectionOf(status, fresh);
  return {
    device_id: id,
    ...connection,
    speed: reading?.speed ?? null,
    cpu_usage: reading?.cpu_usage ?? null,
    ram_usage: reading?.ram_usage ?? null,
    detection_label: reading?.detection_label ?? null,
    ts: reading?.ts ?? null,
    received: reading?.received ?? null,
    last_seen: seen,
    age_ms,
    freshness: fresh,
    state: deviceState(connection.connection, fresh),
  };
}

/** A clock that is ahead does not make a reading look younger than it is. */
function lastSeen(reading: LiveReading | undefined): Millis | null {
  return reading === undefined ? null : Math.min(reading.ts, reading.received);
}

/** What the device says; one that never says anything is as online as its readings are fresh. */
function connectionOf(status: FleetEntry["status"], data: "fresh" | "stale"): Connection {
  if (status === undefined) {
    const connection = data === "fresh" ? "online" : "offline";
    const unknown = { connection_since: null, reason: null, interval: null };
    return { connection, connection_source: "readings", ...unknown };
  }
  const { connection, since, reason, interval } = status;
  return { connection, connection_source: "device", connection_since: since, reason, interval };
}

function countsOf(devices: readonly FleetDevice[]): FleetCounts {
  const counts = { all: devices.length, online: 0, stale: 0, offline: 0 };
  for (const { state } of devices) counts[state]++;
  return counts;
}
