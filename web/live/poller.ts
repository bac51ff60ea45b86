/** Looks at the database once a tick while anybody is interested, whatever the number of browsers. */
import { delay } from "../../devices/lib/backoff.ts";
import type { Applied } from "../data/changes.ts";
import type { Millis } from "../data/range.ts";

/** What happens on ticks; each rejects while the database does not answer. */
export interface PollerSteps {
  /** Asks how far queries see. */
  applied(): Promise<Applied>;
  /** Loads everything. */
  load(): Promise<void>;
  /** Reads what the transactions of a table between two looks brought. */
  readings(after: number, upTo: number): Promise<void>;
  statuses(): Promise<void>;
  pipeline(): Promise<void>;
}

/** What the poller needs from outside. */
export interface PollerDeps {
  readonly steps: PollerSteps;
  /** Between two looks, in ms. */
  readonly tick: number;
  /** Whether a stream is open. */
  readonly watched: () => boolean;
  readonly now: () => Millis;
  /** Told after every look: how long it took, and what went wrong if something did. */
  readonly looked: (ms: number, error: Error | undefined) => void;
}

/** A page that was opened keeps the poller awake for so long: its stream is about to come. */
const INTEREST = 30_000; // ms
/** Between two tries while the database does not answer. */
const RETRY = 1000; // ms

/** Awake while a stream is open or a page was just asked for; otherwise it asks nothing. */
export class Poller {
  #last: Applied | undefined;
  #asOf: Millis | undefined;
  #interestUntil = 0;
  #wake = () => {};
  #round = Promise.withResolvers<void>();

  constructor(private readonly deps: PollerDeps) {
    this.#round.promise.catch(() => {});
  }

  /** When the database was last read; undefined while nothing is loaded. */
  get asOf(): Millis | undefined {
    return this.#last && this.#asOf;
  }

  /** Ends a sleep. */
  wake(): void {
    this.#wake();
  }

  /** Resolves once what is in memory is up to date; rejects if the database does not answer. */
  async upToDate(): Promise<void> {
    const now = this.deps.now();
    this.#interestUntil = now + INTEREST;
    this.wake();
    const most = 2 * this.deps.tick + RETRY;
    if (this.asOf === undefined || now - this.asOf > most) await this.#round.promise;
  }

  /** Looks again and again until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener("abort", () => this.wake(), { once: true });
    while (!signal.aborted) {
      if (!this.#wanted()) await this.#sleep(signal);
      const started = performance.now();
      const ok = await this.look();
      const took = performance.now() - started;
      await delay(Math.max(5, (ok ? this.deps.tick : RETRY) - took), signal);
    }
    this.#round.reject(new Error("The dashboard is stopping"));
  }

  /** Looks once. */
  async look(): Promise<boolean> {
    const started = performance.now();
    const error = await this.#steps().then(() => undefined, (error: Error) => error);
    if (error !== undefined) this.#last = undefined;
    this.deps.looked(performance.now() - started, error);
    const round = this.#round;
    this.#round = Promise.withResolvers();
    this.#round.promise.catch(() => {});
    if (error === undefined) round.resolve();
    else round.reject(error);
    return error === undefined;
  }

  async #steps(): Promise<void> {
    const { steps, now } = this.deps;
    const started = now();
    const applied = await steps.applied();
    const last = this.#last;
    if (last === undefined || applied.device_data < last.device_data) await steps.load();
    else await this.#changes(last, applied);
    this.#last = applied;
    this.#asOf = started;
  }

  /** A table whose transactions moved is read; one that did not costs nothing. */
  async #changes(last: Applied, applied: Applied): Promise<void> {
    const { steps } = this.deps;
    const { device_data, device_status, pipeline_state } = applied;
    if (device_status !== last.device_status) await steps.statuses();
    if (device_data > last.device_data) await steps.readings(last.device_data, device_data);
    if (pipeline_state !== last.pipeline_state) await steps.pipeline();
  }

  #wanted(): boolean {
    return this.deps.watched() || this.deps.now() < this.#interestUntil;
  }

  /** Forgets how far it was: what happens meanwhile is loaded, not followed. */
  async #sleep(signal: AbortSignal): Promise<void> {
    this.#last = undefined;
    while (!this.#wanted() && !signal.aborted) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}
