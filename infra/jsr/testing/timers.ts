/** Timers in fake time: a clock that stands still and a list of what is due. */

interface Timer {
  readonly id: number;
  readonly run: () => void;
  due: number;
  /** Milliseconds from one run to the next; undefined: it runs once. */
  readonly every?: number;
}

/** The timers that wait, and the fake time. Timers due at the same time run as they were set. */
export class Timers {
  now: number;
  #lastId = 0;
  #waiting: Timer[] = [];

  constructor(start: number) {
    this.now = start;
  }

  /** Has `run` run in `delay` ms, and if it `repeats`, again and again; returns an id. */
  set(run: () => void, delay: number, repeats: boolean): number {
    const wait = Math.max(repeats ? 1 : 0, Math.floor(delay) || 0);
    const id = ++this.#lastId;
    this.#insert({
      id,
      run,
      due: this.now + wait,
      every: repeats ? wait : undefined,
    });
    return id;
  }

  clear(id: unknown): void {
    this.#waiting = this.#waiting.filter((timer) => timer.id !== id);
  }

  /** When the next timer is due; undefined if none waits. */
  nextDue(): number | undefined {
    return this.#waiting[0]?.due;
  }

  /** Moves the clock to `end` and runs everything due on the way, also what these runs set. */
  runUntil(end: number): void {
    if (end < this.now) {
      throw new RangeError(
        `Cannot set current time in the past, time must be >= ${this.now}: received ${end}`,
      );
    }
    while (this.#waiting.length > 0 && this.#waiting[0].due <= end) {
      this.#runNext();
    }
    this.now = end;
  }

  #runNext(): void {
    const timer = this.#waiting.shift()!;
    this.now = timer.due;
    if (timer.every !== undefined) {
      this.#insert({ ...timer, due: timer.due + timer.every });
    }
    timer.run();
  }

  #insert(timer: Timer): void {
    const later = this.#waiting.findIndex((other) => other.due > timer.due);
    this.#waiting.splice(later === -1 ? this.#waiting.length : later, 0, timer);
  }
}
