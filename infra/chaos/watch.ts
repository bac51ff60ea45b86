/** Looks at a run from outside, once a second: says how it goes, and for how long nothing moved. */
import { delay } from "../../devices/lib/backoff.ts";
import type { Database } from "../rig/sql.ts";

/** What is looked at, and to whom it is said. */
export interface WatchOptions {
  /** A database whose answers are not waited for long. */
  readonly database: Pick<Database, "rows">;
  /** Readings in the devices' outboxes. */
  readonly waiting: () => number;
  readonly say: (line: string) => void;
  /** A clock in milliseconds. Default: `performance.now`. */
  readonly now?: () => number;
}

const EVERY = 1000; // ms
/** Looks from one line to the next, if nothing else is to be said. */
const QUIET = 10;

/** A look from outside. */
export class Watch {
  readonly #options: WatchOptions;
  readonly #now: () => number;
  readonly #begin: number;
  #stored = 0;
  #moved: number;
  #longest = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#begin = this.#moved = this.#now();
  }

  /** The longest time in which no row more could be queried, in seconds. */
  get longestOutage(): number {
    return Math.max(this.#longest, this.#now() - this.#moved) / 1000;
  }

  /** Says what happens now, with how it stands. */
  note(event: string): void {
    const seconds = Math.floor((this.#now() - this.#begin) / 1000);
    const time = [seconds / 60, seconds % 60].map((n) => `${Math.floor(n)}`.padStart(2, "0"));
    const { waiting, say } = this.#options;
    say(`${time.join(":")}  stored ${this.#stored}  waiting ${waiting()}  ${event}`.trimEnd());
  }

  /** Looks until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    for (let looks = 1; !signal.aborted; looks++) {
      await this.look();
      if (looks % QUIET === 0) this.note("");
      await delay(EVERY, signal);
    }
  }

  /** Looks once. */
  async look(): Promise<void> {
    const rows = await this.#options.database.rows().catch(() => 0); // it is away
    if (rows <= this.#stored) return;
    this.#stored = rows;
    this.#longest = Math.max(this.#longest, this.#now() - this.#moved);
    this.#moved = this.#now();
  }
}
