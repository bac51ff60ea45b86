/** Watches the pipeline from outside, as a user of the database would. */
import { delay } from "../../devices/lib/backoff.ts";
import type { Figures } from "./figures.ts";
import type { FleetStatus } from "./fleet_status.ts";
import { formatLive } from "./live_line.ts";
import { Rate } from "./rate.ts";

/** What watching needs from outside. */
export interface WatchDeps {
  /** What the database holds, or `undefined` if it does not answer. */
  readonly figures: () => Promise<Figures | undefined>;
  /** Rows that were there before. */
  readonly before: number;
  readonly fleet: FleetStatus;
  /** Takes each new live line. */
  readonly show: (line: string) => void;
  /** Called once, as soon as there are more rows than before. */
  readonly onFirstRow: () => void;
  readonly signal: AbortSignal;
}

/** Between two looks: while the first row is awaited, and later. */
const HURRY = 100; // ms
const TICK = 1000; // ms

/** Looks once a second until the signal aborts. */
export async function watch(deps: WatchDeps): Promise<void> {
  const { before, fleet, signal } = deps;
  let rate = new Rate();
  let flows = false;
  while (!signal.aborted) {
    const figures = await deps.figures();
    const now = Date.now();
    if (!flows && figures && figures.rows > before) {
      flows = true;
      rate = new Rate(); // from here on: not of the time without rows
      deps.onFirstRow();
    }
    if (figures) rate.add(figures.rows, now);
    const age = figures?.newest && now - figures.newest;
    const database = figures && { rowsPerSecond: rate.perSecond(), age };
    deps.show(formatLive({ fleet: fleet.counts(now), database }));
    await delay(flows ? TICK : HURRY, signal);
  }
}
