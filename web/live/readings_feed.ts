/** From new transactions to frames: which readings became visible, and who hears of them. */
import type { ChangedRange } from "../data/changes.ts";
import { FULL_COLUMNS } from "../data/device_readings.ts";
import type { Cell } from "../data/postgres.ts";
import type { Millis } from "../data/range.ts";
import type { LiveReading, NewReadings } from "../data/readings.ts";
import { readingColumns } from "./columns.ts";
import type { FleetState } from "./fleet_state.ts";
import { type DeviceReadings, LIVE_WINDOW } from "./frame.ts";
import type { Channel, Hub } from "./hub.ts";
import type { LateFeed } from "./late_feed.ts";
import type { LiveSource } from "./source.ts";

/** More new readings than this in a tick are not drawn one by one: everybody gets a snapshot. */
export const MOST_IN_FRAME = 10_000;
/** Readings are committed in the order in which they came, but for several ingests side by side. */
const RECEIVE_SLACK = 250; // ms
/** Without the times of transactions: how far back a reading is looked for. */
const BLIND_WINDOW = 3_600_000; // ms
/** How far ahead the ingest lets a device's clock be, and some. */
const CLOCK_AHEAD = 600_000; // ms
/** Between two searches that don't trust the receive time. */
const FULL_SEARCH_EVERY = 5_000; // ms

const FLEET: Channel = { kind: "fleet" };

/** What the feed needs from outside. */
export interface ReadingsFeedDeps {
  readonly source: LiveSource;
  readonly state: FleetState;
  readonly hub: Hub;
  readonly late: LateFeed;
  readonly now: () => Millis;
}

/** Follows the readings from one tick to the next. */
export class ReadingsFeed {
  #receivedSince = 0;
  #blind = false;
  #fullSearchAfter = 0;

  constructor(private readonly deps: ReadingsFeedDeps) {}

  /** Whether the database keeps no times of transactions, so that receive times have to do. */
  get blind(): boolean {
    return this.#blind;
  }

  /** Begins anew after everything was loaded. */
  restart(readings: readonly LiveReading[]): void {
    this.#receivedSince = newestReceived(readings, 0);
  }

  /**
   * Reads what the transactions after `after` up to `upTo` brought and tells who listens.
   *
   * @returns false if it was too much to be told reading by reading.
   */
  async follow(after: number, upTo: number): Promise<boolean> {
    const { source, now, late } = this.deps;
    const changed = await source.changedRange(after, upTo);
    const bounds = this.#bounds(changed);
    const liveFrom = now() - LIVE_WINDOW;
    if (bounds.from < liveFrom) late.add({ ...bounds, to: Math.min(bounds.to, liveFrom) });
    const live = { ...bounds, from: Math.max(bounds.from, liveFrom) };
    const found = await this.#search(live, bounds.from < liveFrom ? 0 : changed.rows);
    if (found.length > MOST_IN_FRAME) return false;
    const fresh = found.filter((reading) => !this.#isKnown(reading));
    const rows = await this.#deviceRows(fresh, live);
    this.#receivedSince = newestReceived(found, this.#receivedSince);
    this.#tell(fresh);
    for (const [id, own] of rows) this.#tellDevice(id, own);
    return true;
  }

  #bounds({ times }: ChangedRange): NewReadings {
    const now = this.deps.now();
    this.#blind = times === null;
    const { from, to } = times ?? { from: now - BLIND_WINDOW, to: now + CLOCK_AHEAD };
    return { from, to, receivedSince: this.#receivedSince - RECEIVE_SLACK };
  }

  /**
   * Looks for what was received since the last look. An ingest that was held up while another went
   * on commits readings received before that: the transactions then have more rows than were found.
   */
  async #search(bounds: NewReadings, expected: number): Promise<LiveReading[]> {
    const { source, now } = this.deps;
    if (bounds.from > bounds.to) return [];
    const found = await source.newReadings(bounds, MOST_IN_FRAME + 1);
    if (found.length >= expected || now() < this.#fullSearchAfter) return found;
    this.#fullSearchAfter = now() + FULL_SEARCH_EVERY;
    return source.newReadings({ ...bounds, receivedSince: 0 }, MOST_IN_FRAME + 1);
  }

  /** The slack of the search brings back what was told a moment ago. */
  #isKnown({ device_id, ts, received }: LiveReading): boolean {
    const known = this.deps.state.get(device_id)?.reading;
    return known?.ts === ts && known.received === received;
  }

  /** All columns of the new readings of devices whose pages are open. */
  async #deviceRows(
    fresh: readonly LiveReading[],
    bounds: NewReadings,
  ): Promise<Map<string, Cell[][]>> {
    const byDevice = Map.groupBy(fresh, ({ device_id }) => device_id);
    const watched = this.deps.hub.devices.filter((id) => byDevice.has(id));
    if (watched.length === 0) return new Map();
    const rows = await this.deps.source.deviceReadings(watched, bounds);
    return new Map([...rows].map(([id, own]) => {
      const times = new Set<Cell>(byDevice.get(id)!.map(({ ts }) => ts));
      return [id, own.filter(([ts]) => times.has(ts))];
    }));
  }

  /** Nothing is awaited here: a snapshot taken before or after has the same devices. */
  #tell(fresh: readonly LiveReading[]): void {
    const { state, hub, now } = this.deps;
    const before = state.size;
    const rows = fresh.map((reading) => ({ index: state.addReading(reading).index, reading }));
    if (rows.length === 0 || !hub.hears(FLEET)) return;
    const base = Math.floor(now());
    const added = state.entries.slice(before).map(({ id }) => id);
    const columns = readingColumns(rows, base);
    hub.publish(FLEET, "frame", { now: now(), base, ...added.length > 0 && { added }, ...columns });
  }

  #tellDevice(device: string, rows: readonly Cell[][]): void {
    this.deps.hub.publish({ kind: "device", device }, "readings", {
      now: this.deps.now(),
      device_id: device,
      columns: FULL_COLUMNS,
      rows: rows as DeviceReadings["rows"],
    });
  }
}

function newestReceived(readings: readonly LiveReading[], least: Millis): Millis {
  return readings.reduce((most, { received }) => Math.max(most, received), least);
}
