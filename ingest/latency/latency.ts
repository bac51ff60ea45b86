/** How long readings take on each hop, second by second. */
import { HOPS, LATE_AFTER } from "../tables.ts";
import { HopMeter, type HopSecond } from "./hop_meter.ts";
import { type QueryableDeps, QueryableTracker } from "./queryable.ts";

/** A committed reading as far as its times go; both in ms since 1970. */
export interface TimedReading {
  readonly deviceId: string;
  /** The device's clock. */
  readonly ts: number;
  /** The ingest's clock. */
  readonly received: number;
}

/** The hops of a reading's way. */
export type Hop = typeof HOPS[number];

/** The readings of a commit that were not late, and the oldest of them. */
interface Commit {
  readonly times: Float64Array;
  readonly late: number;
  readonly oldest: string;
}

/** Records the times of readings; each call costs a few tens of nanoseconds a reading. */
export class Latency {
  readonly #meters: Record<Hop, HopMeter>;
  readonly #queryable: QueryableTracker<Commit>;

  constructor(deps: QueryableDeps) {
    const meters = HOPS.map((hop) => [hop, new HopMeter()]);
    this.#meters = Object.fromEntries(meters);
    this.#queryable = new QueryableTracker(deps, (...seen) => this.#visible(...seen));
  }

  /** Transactions that the database has committed and not yet applied. */
  get walLag(): number {
    return this.#queryable.lag;
  }

  /** The database has confirmed these readings at `at` ms. */
  committed(readings: readonly TimedReading[], at: number): void {
    const { device_received, received_committed } = this.#meters;
    const times = new Float64Array(readings.length);
    let [kept, oldest] = [0, ""];
    let oldestTs = Infinity;
    for (const { deviceId, ts, received } of readings) {
      received_committed.record(at - received, deviceId);
      if (received - ts > LATE_AFTER) {
        device_received.skipLate();
        continue;
      }
      device_received.record(received - ts, deviceId);
      times[kept++] = ts;
      if (ts < oldestTs) [oldestTs, oldest] = [ts, deviceId];
    }
    const commit = { times: times.subarray(0, kept), late: readings.length - kept, oldest };
    this.#queryable.add(commit, readings.length, at);
  }

  /** The figures since the last call, by hop; hops without readings are left out. */
  take(): [Hop, HopSecond][] {
    const taken = HOPS.map((hop) => [hop, this.#meters[hop].take()] as const);
    return taken.flatMap(([hop, second]) => second ? [[hop, second]] : []);
  }

  /** Follows commits until they are queryable, until `signal` aborts. */
  run(signal: AbortSignal): Promise<void> {
    return this.#queryable.run(signal);
  }

  #visible({ times, late, oldest }: Commit, committedAt: number, visibleAt: number): void {
    const { committed_queryable, device_queryable } = this.#meters;
    committed_queryable.record(visibleAt - committedAt, oldest, times.length + late);
    for (const ts of times) device_queryable.record(visibleAt - ts, oldest);
    device_queryable.skipLate(late);
  }
}
