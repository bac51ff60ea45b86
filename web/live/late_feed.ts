/** Readings older than the live window: who brought them and of which time, at most once a second. */
import type { Millis } from "../data/range.ts";
import type { LateReadings, NewReadings } from "../data/readings.ts";
import type { Hub } from "./hub.ts";
import type { LiveSource } from "./source.ts";

const LEAST_WAIT = 1000; // ms
/** The search reads all of the time that the readings may lie in: it gets a tenth of the time. */
const PAUSE = 10;

/** Collects where late readings lie and tells pages of them. */
export class LateFeed {
  #waiting: NewReadings | undefined;
  #notBefore = 0;
  #running = false;

  constructor(
    private readonly source: Pick<LiveSource, "lateReadings">,
    private readonly hub: Hub,
    private readonly now: () => Millis,
  ) {}

  /** Late readings lie within these bounds. */
  add(bounds: NewReadings): void {
    const { from, to, receivedSince } = this.#waiting ?? bounds;
    this.#waiting = {
      from: Math.min(from, bounds.from),
      to: Math.max(to, bounds.to),
      receivedSince: Math.min(receivedSince, bounds.receivedSince),
    };
  }

  /** Looks if it is time to; a fault is left to the next tick to notice. */
  async flush(): Promise<void> {
    if (this.#waiting === undefined || this.#running || this.now() < this.#notBefore) return;
    const bounds = this.#waiting;
    this.#waiting = undefined;
    this.#running = true;
    const started = this.now();
    try {
      this.#publish(await this.source.lateReadings(bounds));
    } catch {
      this.add(bounds);
    } finally {
      const took = this.now() - started;
      this.#notBefore = this.now() + Math.max(LEAST_WAIT, PAUSE * took);
      this.#running = false;
    }
  }

  #publish(found: readonly LateReadings[]): void {
    if (found.length === 0) return;
    this.hub.publish({ kind: "fleet" }, "late", { now: this.now(), devices: found });
    for (const late of found) {
      const channel = { kind: "device", device: late.device_id } as const;
      this.hub.publish(channel, "late", { now: this.now(), devices: [late] });
    }
  }
}
