/** The live side of the dashboard: one poller, one hub, one picture of the fleet. */
import { delay } from "../../devices/lib/backoff.ts";
import type { Millis } from "../data/range.ts";
import { FleetState } from "./fleet_state.ts";
import { HEARTBEAT_EVERY, type PipelineSecond } from "./frame.ts";
import { type Channel, Hub, type LiveEvent } from "./hub.ts";
import { LateFeed } from "./late_feed.ts";
import { PartsBoard } from "./parts_board.ts";
import { Poller } from "./poller.ts";
import { snapshotOf } from "./present.ts";
import { ReadingsFeed } from "./readings_feed.ts";
import type { LiveSource } from "./source.ts";
import { StatusFeed } from "./status_feed.ts";

/** What the live side needs from outside. */
export interface LiveDeps {
  readonly source: LiveSource;
  /** ms between two looks at the database. */
  readonly tick: number;
  /** Milliseconds since 1970. */
  readonly now: () => Millis;
  /** Told after every look at the database: how long it took, and what went wrong if it did. */
  readonly looked?: (ms: number, error: Error | undefined) => void;
}

/** While too many readings come to be told one by one, everybody gets a snapshot this often. */
const CROWD_PAUSE = 1000; // ms

const BLIND =
  "The database keeps no times of transactions: new readings are searched for by when " +
  "they were received";
const SEEING = "New readings are found by the times of their transactions";

/** Follows the database while anybody looks, and tells all open streams. */
export class Live {
  readonly state = new FleetState();
  readonly hub: Hub;
  readonly board: PartsBoard;
  readonly #boot = crypto.randomUUID().slice(0, 8);
  readonly #poller: Poller;
  readonly #readings: ReadingsFeed;
  readonly #statuses: StatusFeed;
  readonly #late: LateFeed;
  #pipeline: PipelineSecond | undefined;
  #loaded = false;

  constructor(private readonly deps: LiveDeps) {
    const { source, now, tick } = deps;
    this.board = new PartsBoard(now, () => this.hub.broadcast("parts", this.board.event));
    this.hub = new Hub({
      boot: this.#boot,
      present: (channel) => this.#present(channel),
      version: () => this.state.version + this.board.version,
      occupied: () => this.#poller.wake(),
      now,
    });
    this.#late = new LateFeed(source, this.hub, now);
    const { state, hub } = this;
    this.#readings = new ReadingsFeed({ source, state, hub, now, late: this.#late });
    this.#statuses = new StatusFeed({ source, state, hub, now });
    this.#poller = new Poller({
      steps: {
        applied: () => source.applied(),
        load: () => this.#load(),
        readings: (after, upTo) => this.#follow(after, upTo),
        statuses: () => this.#statuses.follow(),
        pipeline: () => this.#followPipeline(),
      },
      tick,
      now,
      watched: () => this.hub.size > 0,
      looked: (ms, error) => this.#looked(ms, error),
    });
  }

  /** When the database was last read; undefined while nothing is loaded. */
  get asOf(): Millis | undefined {
    return this.#poller.asOf;
  }

  /** Opens a stream. */
  open(channel: Channel): ReadableStream<Uint8Array> {
    const { now, tick } = this.deps;
    const heartbeat_ms = HEARTBEAT_EVERY;
    return this.hub.open(channel, { boot: this.#boot, now: now(), tick_ms: tick, heartbeat_ms });
  }

  /** Resolves once `state` is up to date; rejects if the database does not answer. */
  upToDate(): Promise<void> {
    return this.#poller.upToDate();
  }

  /** Follows the database until `signal` aborts, which ends all streams at once. */
  async run(signal: AbortSignal): Promise<void> {
    const beat = () =>
      this.hub.broadcast("heartbeat", { now: this.deps.now(), as_of: this.asOf ?? null });
    const timer = setInterval(beat, HEARTBEAT_EVERY);
    signal.addEventListener("abort", () => {
      clearInterval(timer);
      this.hub.close();
    }, { once: true });
    await this.#poller.run(signal);
  }

  #present(channel: Channel): LiveEvent[] {
    const now = this.deps.now();
    const events: LiveEvent[] = [{ name: "parts", data: this.board.event }];
    const snapshot = this.#loaded ? snapshotOf(channel, this.state, now) : undefined;
    if (snapshot !== undefined) events.push({ name: "snapshot", data: snapshot });
    if (this.#pipeline !== undefined) events.push({ name: "pipeline", data: this.#pipeline });
    return events;
  }

  async #load(): Promise<void> {
    const { source, now } = this.deps;
    const [readings, statuses] = await Promise.all([
      source.newestReadings(now()),
      source.statuses(),
    ]);
    this.state.clear();
    for (const status of statuses) this.state.addStatus(status);
    for (const reading of readings) this.state.addReading(reading);
    this.#readings.restart(readings);
    this.#statuses.restart(statuses);
    this.#loaded = true;
    this.hub.resynchronize();
  }

  async #follow(after: number, upTo: number): Promise<void> {
    if (await this.#readings.follow(after, upTo)) return;
    await delay(CROWD_PAUSE);
    await this.#load();
  }

  async #followPipeline(): Promise<void> {
    const now = this.deps.now();
    const second = await this.deps.source.pipelineSecond(now);
    if (second === undefined) return;
    this.#pipeline = { now, ...second };
    this.hub.broadcast("pipeline", this.#pipeline);
  }

  #looked(ms: number, error: Error | undefined): void {
    const { blind } = this.#readings;
    this.board.set(
      "database",
      error ? { status: "down", detail: error.message } : { status: "ok", detail: "It answers" },
    );
    this.board.set("live", {
      status: blind ? "degraded" : "ok",
      detail: blind ? BLIND : SEEING,
    });
    this.#late.flush();
    this.deps.looked?.(ms, error);
  }
}
