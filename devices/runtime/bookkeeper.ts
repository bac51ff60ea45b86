/** Says on one connection what the device has produced, so that others can draw up the sum. */
import type { Outbox } from "../outbox/outbox.ts";
import { encodeAccount } from "../wire/account.ts";
import { deviceTopic } from "../wire/topics.ts";
import { announce } from "./presence.ts";
import type { Publish } from "./qos1.ts";

/** What it needs of an outbox. */
export type Books = Pick<Outbox, "account" | "isChanged" | "outstanding">;

/** How often the account is published while it changes or anything is outstanding. */
const INTERVAL = 10_000; // ms

/** Publishes the accounts of one device on one connection. */
export class Bookkeeper {
  readonly #topic: string;
  readonly #books: Books;
  readonly #publish: Publish;
  readonly #timer: ReturnType<typeof setInterval>;
  #closed = false;
  /** Asked for, and not on the disk yet: while the disk is full, one is enough. */
  #asked = 0;

  /** Begins with an account at once. */
  constructor(deviceId: string, books: Books, publish: Publish) {
    this.#topic = deviceTopic("account", deviceId);
    this.#books = books;
    this.#publish = publish;
    this.#timer = setInterval(() => {
      if (this.#asked === 0 && (books.isChanged || books.outstanding > 0)) this.account();
    }, INTERVAL);
    this.account();
  }

  /** Publishes the account of this moment; resolves when the broker has answered. */
  async account(): Promise<void> {
    this.#asked++;
    const account = await this.#books.account();
    this.#asked--;
    if (this.#closed) return;
    await announce(this.#publish, { topic: this.#topic, payload: encodeAccount(account) });
  }

  /** Publishes no more. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }
}
