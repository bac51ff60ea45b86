/**
 * Publishes an outbox on one connection: in order, at most a window of readings unanswered. What
 * the broker takes (PUBACK reason 0) is settled. What it refuses (0x10 no subscriber, 0x80 and
 * above) stays, and after a rest is published again, in order, before anything newer.
 */
import { Backoff } from "../lib/backoff.ts";
import type { Outbox, Waiting } from "../outbox/outbox.ts";
import type { Range } from "../lib/ranges.ts";
import type { Publish } from "./qos1.ts";

/** What the publisher needs of an outbox. */
export type Queue = Pick<Outbox, "waiting" | "inMemory" | "next" | "rewind" | "settle">;

/** How and what to publish, and whom to tell. */
export interface PublisherOptions {
  readonly publish: Publish;
  readonly topic: string;
  /** The most readings that are published and not answered. */
  readonly window: number;
  readonly onAccepted: () => void;
  readonly onRefused: (reason: number) => void;
  /** The outbox can't be read: the connection is of no use. */
  readonly onError: (error: unknown) => void;
  readonly backoff?: Backoff;
}

/** How many readings are tried after a refusal, until one is taken. */
const FEW = 8;

/** The publisher of one device on one connection. */
export class Publisher {
  readonly #outbox: Queue;
  readonly #options: PublisherOptions;
  readonly #backoff: Backoff;
  #onIdle = (): void => {};
  /** Seq by epoch, taken by the broker and not settled yet. */
  readonly #accepted = new Map<number, Range[]>();
  #window: number;
  #unanswered = 0;
  /** After a refusal nothing is published until the rest is over and every answer is in. */
  #refusal?: "rest" | "rest is over";
  #rest?: ReturnType<typeof setTimeout>;
  #awake = false;
  #running = false;
  #closed = false;

  /** Begins with the oldest reading that has not arrived: an earlier connection's count again. */
  constructor(outbox: Queue, options: PublisherOptions) {
    this.#outbox = outbox;
    this.#options = options;
    this.#backoff = options.backoff ?? new Backoff();
    this.#window = options.window;
    outbox.rewind();
    this.wake();
  }

  /** There may be something to publish. */
  wake(): void {
    this.#awake = true;
    if (!this.#running && !this.#closed) this.#run();
  }

  /** Resolves as soon as nothing waits and everything is answered. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#onIdle = resolve;
      this.wake();
    });
  }

  /** Publishes no more; what was answered is settled. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#rest);
    this.#settle();
  }

  async #run(): Promise<void> {
    this.#running = true;
    await Promise.resolve(); // answers that come together are settled together
    try {
      while (this.#awake && !this.#closed) {
        this.#awake = false;
        this.#settle();
        await this.#publishNext();
      }
      if (this.#isIdle) this.#onIdle();
    } catch (error) {
      this.#options.onError(error);
    }
    this.#running = false;
  }

  get #isIdle(): boolean {
    return this.#unanswered + this.#outbox.waiting + this.#outbox.inMemory === 0;
  }

  async #publishNext(): Promise<void> {
    if (this.#refusal === "rest is over" && this.#unanswered === 0) this.#beginAgain();
    const room = this.#refusal ? 0 : this.#window - this.#unanswered;
    if (room <= 0) return;
    const readings = await this.#outbox.next(room);
    if (this.#closed) return;
    for (const reading of readings) this.#publish(reading);
  }

  #publish({ epoch, seq, payload }: Waiting): void {
    this.#unanswered++;
    this.#options.publish(this.#options.topic, payload, (reason) => {
      this.#unanswered--;
      if (this.#closed || reason === undefined) return;
      if (reason === 0) this.#accept(epoch, seq);
      else this.#refuse(reason);
      this.wake();
    });
  }

  #accept(epoch: number, seq: number): void {
    const ranges = this.#accepted.get(epoch);
    if (ranges) ranges.push([seq, seq]);
    else this.#accepted.set(epoch, [[seq, seq]]);
    this.#window = this.#options.window;
    this.#backoff.reset();
    this.#options.onAccepted();
  }

  #settle(): void {
    for (const [epoch, ranges] of this.#accepted) this.#outbox.settle(epoch, ranges);
    this.#accepted.clear();
  }

  #refuse(reason: number): void {
    this.#window = FEW;
    this.#options.onRefused(reason);
    if (this.#refusal) return;
    this.#refusal = "rest";
    this.#rest = setTimeout(() => {
      this.#refusal = "rest is over";
      this.wake();
    }, this.#backoff.next());
  }

  #beginAgain(): void {
    this.#refusal = undefined;
    this.#outbox.rewind();
  }
}
