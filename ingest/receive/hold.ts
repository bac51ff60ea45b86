/** What was received on one connection and is not acknowledged yet, in the order it came. */
import { Bytes } from "../bytes.ts";
import type { Message } from "../decode/message.ts";

/** Most bytes of payloads on hold; 5,000 of our readings have 2 MB. */
const MOST_BYTES = 128 * 1024 * 1024;

/** A message on hold, and how far it has come. */
export class Held {
  /** Empty until the message is decoded, or if it is of no device. */
  deviceId = "";
  /** Which reading it is; 0 if it is none, or has no epoch of its own. */
  epoch = 0;
  seq = 0;
  /** The number of the account that it is; undefined if it is none. */
  account: number | undefined;
  /** What its row says of later messages, to be learned when it is in the database. */
  learn: (() => void) | undefined;
  /** The device's clock in ms; 0 until the message is decoded. */
  ts = 0;
  /** Rows of it that are not committed yet. */
  rowsLeft = 0;
  settled = false;
  readonly topic: string;
  /** Bytes of its payload. */
  readonly size: number;
  readonly retained: boolean;
  /** The ingest's clock when it came, in ms. */
  readonly received: number;

  constructor(
    { topic, payload, retained, receivedAt }: Message,
    /** The MQTT packet id; undefined for QoS 0, which nobody acknowledges. */
    readonly id: number | undefined,
    readonly hold: Hold,
    /** Where its payload begins among all bytes that the hold has taken. */
    readonly start: number,
  ) {
    this.topic = topic;
    this.size = payload.length;
    this.retained = retained;
    this.received = receivedAt;
  }
}

/**
 * The messages of one connection. They are acknowledged on it, in order, or not at all. Payloads are
 * copied into one buffer: as views they would keep the socket's chunks, each far larger than they.
 */
export class Hold {
  #held: Held[] = [];
  readonly #payloads = new Bytes();
  /** How many bytes of payloads are gone from the buffer's beginning. */
  #released = 0;
  #scheduled = false;
  #closed = false;
  #whenEmpty = () => {};
  #whenRoom = () => {};

  /**
   * @param limit how many messages it takes before it asks to wait
   * @param acknowledge sends the acknowledgements of these packet ids
   */
  constructor(
    private readonly limit: number,
    private readonly acknowledge: (ids: number[]) => void,
  ) {}

  /** How many messages are on hold. */
  get size(): number {
    return this.#held.length;
  }

  /** Whether its connection is gone; what it held comes again on another. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Takes a message. */
  add(message: Message, id: number | undefined): Held {
    const held = new Held(message, id, this, this.#released + this.#payloads.length);
    this.#payloads.append(message.payload);
    this.#held.push(held);
    return held;
  }

  /** A message that is on hold, as it came. */
  messageOf(held: Held): Message {
    const { topic, retained, received } = held;
    const start = held.start - this.#released;
    const payload = this.#payloads.slice(start, start + held.size).slice();
    return { topic, payload, retained, receivedAt: received };
  }

  /** Everything about a message is done: it is acknowledged once all before it are. */
  settle(held: Held): void {
    held.settled = true;
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => this.#release()); // one write for a whole commit
  }

  /** The connection is gone, and with it the duty to acknowledge. */
  close(): void {
    this.#closed = true;
    this.#held = [];
    this.#tell();
  }

  /**
   * Resolves when there is room again; undefined while there is. As to their number, brokers keep to
   * the Receive Maximum and so to this limit, except for mosquitto up to 2.0.12 and those that have
   * none under 3.1.1.
   */
  room(): Promise<void> | undefined {
    if (this.#hasRoom()) return undefined;
    return new Promise((resolve) => this.#whenRoom = resolve);
  }

  /** Resolves when nothing is on hold. */
  async empty(): Promise<void> {
    if (this.size > 0) await new Promise<void>((resolve) => this.#whenEmpty = resolve);
  }

  #release(): void {
    this.#scheduled = false;
    const pending = this.#held.findIndex(({ settled }) => !settled);
    const released = this.#held.splice(0, pending === -1 ? this.size : pending);
    this.#forget(released.at(-1));
    const ids = released.flatMap(({ id }) => id ?? []);
    if (ids.length > 0) this.acknowledge(ids);
    this.#tell();
  }

  /** Frees the payloads up to that of this message. */
  #forget(last: Held | undefined): void {
    if (last === undefined) return;
    const end = last.start + last.size;
    this.#payloads.cut(0, end - this.#released);
    this.#released = end;
  }

  #hasRoom(): boolean {
    return this.size <= this.limit && this.#payloads.length <= MOST_BYTES;
  }

  #tell(): void {
    if (this.#closed || this.#hasRoom()) this.#whenRoom();
    if (this.size === 0) this.#whenEmpty();
  }
}
