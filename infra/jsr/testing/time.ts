/** The part of `@std/testing/time` that the tests use, for machines that can't reach JSR. */
import { real, replaceGlobals, restoreGlobals } from "./globals.ts";
import { TimeError } from "./time_error.ts";
import { Timers } from "./timers.ts";

export { TimeError };

/** Whether fake time also moves by itself. */
export interface FakeTimeOptions {
  /** Fake milliseconds that pass in a real one. */
  advanceRate: number;
  /** Real milliseconds between the steps. Default 10. */
  advanceFrequency?: number;
}

let current: FakeTime | undefined;

/**
 * Replaces `Date`, `setTimeout`, `setInterval`, their opposites and `AbortSignal.timeout` by ones
 * whose time passes only on request, until it is restored.
 */
export class FakeTime {
  readonly #timers: Timers;
  readonly #start: number;
  readonly #advance?: ReturnType<typeof setInterval>;

  /**
   * @param start the fake time at first; default: the real one.
   * @throws {TimeError} if time is faked already.
   */
  constructor(
    start?: number | string | Date | null,
    options?: FakeTimeOptions,
  ) {
    if (current) {
      throw new TimeError("Cannot construct FakeTime: time is already faked");
    }
    this.#start = milliseconds(start);
    this.#timers = new Timers(this.#start);
    const { advanceRate = 0, advanceFrequency = 10 } = options ?? {};
    if (advanceRate > 0) {
      const step = () => this.tick(advanceRate * advanceFrequency);
      this.#advance = real.setInterval(step, advanceFrequency);
    }
    replaceGlobals(this.#timers);
    current = this;
  }

  /** Fake time now, in milliseconds since 1970. */
  get now(): number {
    return this.#timers.now;
  }

  /**
   * Runs every timer up to `value`, in order.
   *
   * @throws {RangeError} if that lies in the past.
   */
  set now(value: number) {
    this.#timers.runUntil(value);
  }

  /** The fake time at first. */
  get start(): number {
    return this.#start;
  }

  /** Lets `ms` milliseconds pass. */
  tick(ms = 0) {
    this.now += ms;
  }

  /** Lets everything that waits on promises go on, then `ms` milliseconds pass. */
  async tickAsync(ms = 0) {
    await this.runMicrotasks();
    this.now += ms;
  }

  /** Goes to the next timer and runs it; false if there is none. */
  next(): boolean {
    const due = this.#timers.nextDue();
    if (due !== undefined) this.now = due;
    return due !== undefined;
  }

  /** Lets everything that waits on promises go on, then does as `next`. */
  async nextAsync(): Promise<boolean> {
    await this.runMicrotasks();
    return this.next();
  }

  /** Runs timers until none is left. */
  runAll() {
    while (this.next());
  }

  /** Runs timers until none is left, letting what waits on promises go on before each. */
  async runAllAsync() {
    while (this.#timers.nextDue() !== undefined) await this.nextAsync();
  }

  /** Waits until everything that waits on promises only has gone on. */
  async runMicrotasks() {
    await new Promise<void>((resolve) => real.setTimeout(resolve, 0));
  }

  /** Brings real time back. */
  restore() {
    if (current !== this) {
      throw new TimeError("Cannot restore time: time is already restored");
    }
    current = undefined;
    real.clearInterval(this.#advance);
    restoreGlobals();
  }

  [Symbol.dispose]() {
    this.restore();
  }
}

function milliseconds(start: number | string | Date | null = null): number {
  const time = start === null ? Date.now() : Math.floor(new Date(start).valueOf());
  if (Number.isNaN(time)) {
    throw new TypeError(
      `Cannot construct FakeTime: invalid start time ${start}`,
    );
  }
  return time;
}
