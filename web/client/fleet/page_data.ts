/** What the server hands to the fleet page: as much as it shows, however large the fleet is. */
import type { Fleet, FleetCounts, RecentPoints } from "../../data/types.ts";
import { type DeviceNow, deviceNow } from "./device_now.ts";
import { compareIds, selectDevices, type Selection } from "./select.ts";
import type { FleetView } from "./view.ts";

/** At most this many devices are drawn as live charts. */
export const MOST_CHARTS = 24;

/** Rows on a page of the table. */
export const PAGE_ROWS = 300;

/** Tiles, and rows of the attention list, that the server renders; the stream brings the rest. */
const FIRST_TILES = 120;
const FIRST_ATTENTION = 50;

/** Lists of ids as far as they are known, and how long they are. */
export interface Shown extends Selection {
  readonly attentionTotal: number;
  readonly runningTotal: number;
}

/** The props of the fleet page. */
export interface FleetData {
  /** When it was made, by the server's clock. */
  readonly made: number;
  readonly view: FleetView;
  readonly counts: FleetCounts;
  readonly shown: Shown;
  readonly devices: readonly DeviceNow[];
  /** Of the charted devices; null if there are too many, or the database does not answer. */
  readonly recent: RecentPoints | null;
}

/** The part of a fleet that a view shows first. */
export function fleetData(fleet: Fleet, view: FleetView): Omit<FleetData, "recent"> {
  const devices = fleet.devices.map(deviceNow);
  const full = wholeSelection(selectDevices(devices, view, fleet.now));
  const page = Math.min(view.page, Math.max(1, Math.ceil(full.runningTotal / PAGE_ROWS)));
  const start = view.layout === "rows" ? (page - 1) * PAGE_ROWS : 0;
  const length = view.layout === "rows" ? PAGE_ROWS : FIRST_TILES;
  const shown = {
    ...full,
    attention: full.attention.slice(0, FIRST_ATTENTION),
    running: isSmall(full) ? full.running : full.running.slice(start, start + length),
  };
  const wanted = new Set([...shown.attention, ...shown.running]);
  return {
    made: fleet.now,
    view: { ...view, page },
    counts: fleet.counts,
    shown,
    devices: devices.filter(({ id }) => wanted.has(id)),
  };
}

/** A selection that is known to its end. */
export function wholeSelection(selection: Selection): Shown {
  const { attention, running } = selection;
  return { ...selection, attentionTotal: attention.length, runningTotal: running.length };
}

/** Whether all that is shown fits into live charts. */
export function isSmall({ attentionTotal, runningTotal }: Shown): boolean {
  return attentionTotal + runningTotal <= MOST_CHARTS;
}

/**
 * The devices of the tiles or rows: those that run; all of them when they are few, so that one that
 * falls silent keeps its place and shows it.
 */
export function listedIds(shown: Shown): readonly string[] {
  if (!isSmall(shown)) return shown.running;
  return [...shown.attention, ...shown.running].sort(compareIds);
}

/** The devices of the live charts of a view; none for long lists, rows and lists of problems. */
export function chartedIds(shown: Shown, view: FleetView): readonly string[] {
  const hasTiles = view.layout === "tiles" && (view.show === "all" || view.show === "online");
  return hasTiles && isSmall(shown) ? listedIds(shown) : [];
}
