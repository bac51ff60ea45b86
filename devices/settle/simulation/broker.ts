/** A broker that may lose, repeat, overtake and forget. */
import type { Account } from "../../wire/account.ts";
import type { Plan } from "./plan.ts";

/** What a device publishes. */
export type Message = { readonly epoch: number; readonly seq: number } | Account;

/** Whoever takes messages from the broker. */
interface Taker {
  readonly isUp: boolean;
  /** There is something in the queue. */
  wake(): void;
}

/** Everything between the devices and the ingest. */
export class Broker {
  isUp = true;
  readonly queue: Message[] = [];
  takers: readonly Taker[] = [];
  /** Told of every message that will never arrive. */
  onLost = (_: Message): void => {};
  readonly #plan: Plan;
  #healed = false;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** From here on nothing is lost. */
  heal(): void {
    this.#healed = true;
    this.isUp = true;
  }

  /** A random time that a message takes. */
  way(): number {
    const { random, way, reorders } = this.#plan;
    return reorders ? Math.ceil(random() * way) : way;
  }

  /** Takes a message that has arrived; false if it is refused. */
  receive(message: Message): boolean {
    const { random, loss, duplicates, refuses } = this.#plan;
    if (refuses && !this.takers.some(({ isUp }) => isUp)) return false;
    if (!this.isUp || (!this.#healed && random() < loss)) this.onLost(message);
    else this.#keep(random() < duplicates ? [message, message] : [message]);
    return true;
  }

  /** Gives back what a taker has not acknowledged. */
  giveBack(messages: Message[]): void {
    this.queue.unshift(...messages);
    this.#wake();
  }

  /** Loses everything that it keeps. */
  forget(): void {
    for (const message of this.queue) this.onLost(message);
    this.queue.length = 0;
  }

  #keep(messages: Message[]): void {
    const { queue, drops } = this.#plan;
    for (const message of messages) {
      const isFull = !this.#healed && this.queue.length >= queue;
      if (isFull) this.onLost(drops === "oldest" ? this.queue.shift()! : message);
      if (!isFull || drops === "oldest") this.queue.push(message);
    }
    this.#wake();
  }

  #wake(): void {
    for (const taker of this.takers) taker.wake();
  }
}
