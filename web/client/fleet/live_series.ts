/** The last two minutes of each charted device. */
import { type Signal, signal } from "@preact/signals";
import type { RecentPoints } from "../../data/types.ts";
import { type Extent, fromZero } from "../chart/value_axis.ts";
import { type LiveColumns, SeriesWindow } from "../series/window.ts";
import type { DeviceNow } from "./device_now.ts";

/** What the charts show, in ms. */
export const SHOWN = 120_000;

/** Kept a little longer, so that the line reaches the left edge. */
const KEPT = SHOWN + 10_000;

/** Late points are pointed at for this long after they arrived, in ms. */
const FILLED_FOR = 5_000;

/** Series by device, for at most as many devices as the page charts. */
export class LiveSeries {
  /** Counts up when anything changed; charts redraw. */
  readonly revision: Signal<number> = signal(0);
  #series = new Map<string, SeriesWindow>();
  #filled = new Map<string, { at: number; count: number }>();

  /** Takes in what the server has of these devices; only they are kept from now on. */
  load(recent: RecentPoints): void {
    const kept = new Map<string, SeriesWindow>();
    for (const { device_id, ts, speed, late } of recent.devices) {
      const isLate = new Set(late);
      const series = this.#series.get(device_id) ?? new SeriesWindow();
      ts.forEach((at, i) => series.add(at, speed[i], isLate.has(i)));
      kept.set(device_id, series);
    }
    this.#series = kept;
    this.revision.value++;
  }

  /** Takes in a live reading; those of devices without a chart are passed over. */
  add(id: string, ts: number, speed: number | null, late: boolean, now: number): void {
    const series = this.#series.get(id);
    if (series === undefined) return;
    const isNew = series.add(ts, speed, late);
    series.trim(now - KEPT);
    if (late && isNew && ts > now - SHOWN) this.#note(id, now);
    this.revision.value++;
  }

  /** Columns of a device's chart. */
  columns(device: DeviceNow): LiveColumns {
    const gap = gapOf(device);
    return this.#series.get(device.id)?.columns(gap) ?? [[], [], []];
  }

  /** Time of a device's newest point, or null. */
  newest(id: string): number | null {
    return this.#series.get(id)?.newest ?? null;
  }

  /** Late readings of a device that have just filled its chart; 0 a moment later. */
  filled(id: string, now: number): number {
    const filled = this.#filled.get(id);
    return filled !== undefined && now - filled.at < FILLED_FOR ? filled.count : 0;
  }

  /** One height for all charts, so that they can be compared. */
  extent(): Extent {
    let most: number | null = null;
    for (const series of this.#series.values()) {
      const greatest = series.greatest();
      if (greatest !== null && greatest > (most ?? -Infinity)) most = greatest;
    }
    return fromZero(most, 10);
  }

  #note(id: string, now: number): void {
    const before = this.filled(id, now);
    this.#filled.set(id, { at: now, count: before + 1 });
  }
}

/** Points further apart than 3 intervals, and at least 3 s, have a gap between them. */
export function gapOf(device: Pick<DeviceNow, "interval">): number {
  return Math.max(3_000, 3_000 * (device.interval ?? 1));
}
