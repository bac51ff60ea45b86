/** One process of the ingest: takes, commits, and says what is stored. */
import { Ranges } from "../../lib/ranges.ts";
import type { StoredMessage } from "../../wire/stored.ts";
import type { Broker, Message } from "./broker.ts";
import type { Timeline } from "./timeline.ts";

/** How often it says what it has stored, and after how many readings at once. */
const STORED_INTERVAL = 2000; // ms

/** What a worker needs. */
export interface WorkerOptions {
  readonly time: Timeline;
  readonly broker: Broker;
  /** How long a commit takes, ms. */
  readonly commit: number;
  /** So many readings are said at once. */
  readonly most: number;
  /** Writes to the database. */
  readonly store: (message: Message) => void;
  readonly say: (message: StoredMessage) => void;
}

/** How many messages it holds at a time. */
const HOLD = 500;

/** A worker. */
export class Worker {
  isUp = true;
  readonly #options: WorkerOptions;
  #held: Message[] = [];
  #unsaid = new Map<number, Ranges>();
  #saidAt = -Infinity;
  /** Counts the lives: what an earlier one has planned does not happen. */
  #life = 0;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** Takes what is in the queue, unless it is busy. */
  wake(): void {
    const { broker, commit } = this.#options;
    if (!this.isUp || !broker.isUp || this.#held.length > 0 || broker.queue.length === 0) return;
    this.#held = broker.queue.splice(0, HOLD);
    this.#later(commit, () => this.#commit());
  }

  /** Loses what is in memory; what it held is delivered again, stored already or not. */
  crash(committed: boolean): void {
    this.isUp = false;
    this.#life++;
    if (committed) { for (const message of this.#held) this.#options.store(message); }
    const held = this.#held;
    this.#held = [];
    this.#unsaid.clear();
    this.#options.broker.giveBack(held);
  }

  /** Begins again. */
  start(): void {
    this.isUp = true;
    this.wake();
  }

  #commit(): void {
    for (const message of this.#held) {
      this.#options.store(message);
      if ("account" in message) this.#options.say({ account: message.account });
      else this.#note(message.epoch, message.seq);
    }
    this.#held = [];
    this.#sayOrWait();
    this.wake();
  }

  #note(epoch: number, seq: number): void {
    if (!this.#unsaid.has(epoch)) this.#unsaid.set(epoch, new Ranges());
    this.#unsaid.get(epoch)!.add(seq);
  }

  #sayOrWait(): void {
    const { time, most } = this.#options;
    const count = [...this.#unsaid.values()].reduce((sum, { count }) => sum + count, 0);
    const dueIn = this.#saidAt + STORED_INTERVAL - time.now;
    if (count === 0) return;
    if (count < most && dueIn > 0) return this.#later(dueIn, () => this.#sayOrWait());
    this.#saidAt = time.now;
    for (const [epoch, ranges] of this.#unsaid) this.#options.say({ epoch, seq: [...ranges] });
    this.#unsaid.clear();
  }

  #later(ms: number, act: () => void): void {
    const life = this.#life;
    this.#options.time.after(ms, () => life === this.#life && act());
  }
}
