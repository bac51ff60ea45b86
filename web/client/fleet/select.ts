/** Which devices a view shows, and in which order. */
import type { FleetCounts } from "../../data/types.ts";
import { type DeviceNow, markOf } from "./device_now.ts";
import type { FleetView } from "./view.ts";

/** Ids in the order in which they are shown; the order stays until it is asked for again. */
export interface Selection {
  /** Stale, then offline; the longest first. */
  readonly attention: readonly string[];
  /** Online, by id. */
  readonly running: readonly string[];
}

const byId = new Intl.Collator("en", { numeric: true });

/** Natural order of ids: vehicle_2 before vehicle_10. */
export function compareIds(a: string, b: string): number {
  return byId.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** Devices that match a view at `now`, problems apart. */
export function selectDevices(
  devices: Iterable<DeviceNow>,
  view: FleetView,
  now: number,
): Selection {
  const wanted = view.q.toLowerCase();
  const attention: { id: string; rank: number; age: number }[] = [];
  const running: string[] = [];
  for (const device of devices) {
    if (!device.id.toLowerCase().includes(wanted)) continue;
    const { state, age } = markOf(device, now);
    if (view.show !== "all" && view.show !== state) continue;
    if (state === "online") running.push(device.id);
    else attention.push({ id: device.id, rank: state === "stale" ? 0 : 1, age: age ?? Infinity });
  }
  attention.sort((a, b) => a.rank - b.rank || order(b.age, a.age) || compareIds(a.id, b.id));
  return { attention: attention.map(({ id }) => id), running: running.sort(compareIds) };
}

/** How many devices of a view need a look at `now` besides those that are listed. */
export function countUnlisted(
  devices: Iterable<DeviceNow>,
  view: FleetView,
  now: number,
  listed: ReadonlySet<string>,
): number {
  const wanted = view.q.toLowerCase();
  let count = 0;
  for (const device of devices) {
    if (listed.has(device.id) || !device.id.toLowerCase().includes(wanted)) continue;
    const { state } = markOf(device, now);
    if (state !== "online" && (view.show === "all" || view.show === state)) count++;
  }
  return count;
}

/** How many devices there are of each mark at `now`. */
export function countDevices(devices: Iterable<DeviceNow>, now: number): FleetCounts {
  const counts = { all: 0, online: 0, stale: 0, offline: 0 };
  for (const device of devices) {
    counts.all++;
    counts[markOf(device, now).state]++;
  }
  return counts;
}

/** Two ages that may both be infinite. */
function order(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
