/** The one rule that tells a fresh device from a stale one; the same on the server and in the page. */
import type { DeviceState } from "./types.ts";

/** A device that says no interval is expected to send every second. */
export const DEFAULT_INTERVAL = 1; // s
const LEAST = 10_000; // ms
const INTERVALS = 3;

/** The greatest age in ms at which a reading still counts as fresh; `interval` in seconds. */
export function freshFor(interval: number | null): number {
  return Math.max(LEAST, INTERVALS * 1000 * (interval ?? DEFAULT_INTERVAL));
}

/** Whether a value of this age (ms; null if there is none) is fresh. */
export function freshness(age: number | null, interval: number | null): "fresh" | "stale" {
  return age !== null && age <= freshFor(interval) ? "fresh" : "stale";
}

/** The mark of a device: its link comes first, then its data. */
export function deviceState(
  connection: "online" | "offline",
  data: "fresh" | "stale",
): DeviceState {
  if (connection === "offline") return "offline";
  return data === "fresh" ? "online" : "stale";
}
