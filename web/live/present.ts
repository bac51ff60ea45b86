/** What a page needs to know first: everything as it is at this moment. */
import type { Millis } from "../data/range.ts";
import { readingColumns, statusColumns } from "./columns.ts";
import type { FleetEntry, FleetState } from "./fleet_state.ts";
import type { Snapshot } from "./frame.ts";
import type { Channel } from "./hub.ts";

/** The snapshot of a channel; undefined for one that shows no devices. */
export function snapshotOf(channel: Channel, state: FleetState, now: Millis): Snapshot | undefined {
  if (channel.kind === "pipeline") return undefined;
  if (channel.kind === "fleet") return snapshot(state.entries, now);
  const entry = state.get(channel.device) ?? { id: channel.device };
  return snapshot([{ ...entry, index: 0 }], now); // number 0 even before its first reading
}

function snapshot(entries: readonly FleetEntry[], now: Millis): Snapshot {
  const base = Math.floor(now);
  const rows = entries.flatMap(({ index, reading }) => reading ? [{ index, reading }] : []);
  const { labels, ...latest } = readingColumns(rows, base);
  const devices = entries.map(({ id }) => id);
  return { now, base, devices, labels, latest, status: statusColumns(entries) };
}
