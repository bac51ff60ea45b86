/**
 * Publishes on one connection what the outbox says. What the broker takes is not settled by that:
 * only `stored/…` settles. What it refuses (PUBACK 0x10 no subscriber, 0x80 and above) has not
 * arrived, and after a rest is published again, before anything newer.
 */
import { Backoff } from "../lib/backoff.ts";
import type { Outbox, Waiting } from "../outbox/outbox.ts";
import type { Publish } from "./qos1.ts";

/** What the publisher needs of an outbox. */
export type Queue = Pick<Outbox, "isPublished" | "connected" | "next" | "nextIn" | "refused">;

/** How to publish, and whom to tell. */
export interface PublisherOptions {
  readonly publish: Publish;
  readonly topic: string;
  /** The most publications that the broker has not answered. */
  readonly inFlight: number;
  readonly onAccepted: () => void;
  readonly onRefused: (reason: number) => void;
  /** The outbox can't be read: the connection is of no use. */
  readonly onError: (error: unknown) => void;
  readonly backoff?: Backoff;
}

/** How many readings are tried after a refusal, until one is taken. */
const FEW = 8;
/** The longest timer. */
const LONGEST = 2 ** 31 - 1; // ms

/** The publisher of one device on one connection. */
export class Publisher {
  readonly #outbox: Queue;
  readonly #options: PublisherOptions;
  readonly #backoff: Backoff;
  #onIdle = (): void => {};
  #inFlight: number;
  #unanswered = 0;
  /** After a refusal nothing is published until the rest is over and every answer is in. */
  #refusal?: "rest" | "rest is over";
  #rest?: ReturnType<typeof setTimeout>;
  #timer?: ReturnType<typeof setTimeout>;
  #awake = false;
  #running = false;
  #closed = false;

  constructor(outbox: Queue, options: PublisherOptions) {
    this.#outbox = outbox;
    this.#options = options;
    this.#backoff = options.backoff ?? new Backoff();
    this.#inFlight = options.inFlight;
    outbox.connected();
    this.wake();
  }

  /** There may be something to publish. */
  wake(): void {
    this.#awake = true;
    if (!this.#running && !this.#closed) this.#run();
  }

  /** Resolves as soon as everything is published and answered by the broker. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#onIdle = resolve;
      this.wake();
    });
  }

  /** Publishes no more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#rest);
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#running = true;
    await Promise.resolve(); // what comes together is answered together
    try {
      while (this.#awake && !this.#closed) {
        this.#awake = false;
        await this.#publishNext();
      }
      if (!this.#closed) this.#setTimer();
      if (this.#unanswered === 0 && this.#outbox.isPublished) this.#onIdle();
    } catch (error) {
      this.#options.onError(error);
    }
    this.#running = false;
  }

  get #room(): number {
    return this.#refusal ? 0 : this.#inFlight - this.#unanswered;
  }

  async #publishNext(): Promise<void> {
    if (this.#refusal === "rest is over" && this.#unanswered === 0) this.#refusal = undefined;
    if (this.#room <= 0) return;
    for (const reading of await this.#outbox.next(this.#room)) {
      if (this.#closed) this.#outbox.refused(reading.place); // it was never sent
      else this.#publish(reading);
    }
  }

  #publish({ place, payload }: Waiting): void {
    let isSent = false;
    this.#unanswered++;
    this.#options.publish(this.#options.topic, payload, (reason) => {
      this.#unanswered--;
      if (reason === undefined && !isSent) this.#outbox.refused(place);
      if (this.#closed || reason === undefined) return;
      if (reason === 0) this.#accept();
      else {
        this.#outbox.refused(place);
        this.#refuse(reason);
      }
      this.wake();
    });
    isSent = true;
  }

  /** Wakes the publisher when time alone gives it something to do. */
  #setTimer(): void {
    clearTimeout(this.#timer);
    const wait = this.#room > 0 ? this.#outbox.nextIn() : undefined;
    if (wait === undefined) return;
    this.#timer = setTimeout(() => this.wake(), Math.min(LONGEST, Math.max(1, wait)));
  }

  #accept(): void {
    this.#inFlight = this.#options.inFlight;
    this.#backoff.reset();
    this.#options.onAccepted();
  }

  #refuse(reason: number): void {
    this.#inFlight = FEW;
    this.#options.onRefused(reason);
    if (this.#refusal) return;
    this.#refusal = "rest";
    this.#rest = setTimeout(() => {
      this.#refusal = "rest is over";
      this.wake();
    }, this.#backoff.next());
  }
}
