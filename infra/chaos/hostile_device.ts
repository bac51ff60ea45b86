/**
 * A device that sends what nobody should among readings that are well. It keeps the simple half of
 * the protocol: what is not said to be stored it publishes again. Of messages without a number it
 * can't be told, so those are looked for in the database.
 */
import mqtt, { type MqttClient } from "mqtt";
import { delay } from "../../devices/lib/backoff.ts";
import { seededRandom } from "../../devices/lib/random.ts";
import { Ranges } from "../../devices/lib/ranges.ts";
import { drawEpoch } from "../../devices/outbox/keys.ts";
import { encodeAccount } from "../../devices/wire/account.ts";
import { MessageError } from "../../devices/wire/message.ts";
import { parseStored } from "../../devices/wire/stored.ts";
import { deviceTopic } from "../../devices/wire/topics.ts";
import { hashOf } from "../../ingest/letters/letter.ts";
import { DEAD_LETTERS } from "../../ingest/tables.ts";
import type { Entry } from "../rig/ledger.ts";
import type { Database } from "../rig/sql.ts";
import { badReading, garbage, type HostileMessage, oddReading } from "./hostile_messages.ts";

/** Its name. */
export const HOSTILE = "hostile";

/** Between two messages, two accounts, and from one publication of a reading to the next. */
const EVERY = 500; // ms
const ACCOUNT_EVERY = 10_000; // ms
const AGAIN = 10_000; // ms

/** A message that is not known to have arrived. */
interface Pending {
  readonly message: HostileMessage;
  /** When it was published last. */
  published: number;
}

/** The hostile device. */
export class HostileDevice {
  /** How many messages without a number it has sent. */
  garbage = 0;
  readonly #random: () => number;
  readonly #neighbour: string;
  readonly #epoch = drawEpoch();
  readonly #client: MqttClient;
  #produced = 0;
  #account = Date.now();
  #saidAt = 0;
  readonly #readings = new Map<number, Pending>();
  /** By the hash of its letter. */
  readonly #garbage = new Map<number, Pending>();

  /** Connects to the broker at `url`; `neighbour` is a device that it pretends to be at times. */
  constructor(url: string, { seed, neighbour }: { seed: string; neighbour: string }) {
    this.#random = seededRandom(`${seed}/${HOSTILE}`);
    this.#neighbour = neighbour;
    const patience = { keepalive: 10, connectTimeout: 5000 };
    this.#client = mqtt.connect(url, { clientId: HOSTILE, username: HOSTILE, ...patience });
    this.#client.on("error", () => {}); // it tries again
    this.#client.on("connect", () => this.#client.subscribe(deviceTopic("stored", HOSTILE)));
    this.#client.on("message", (_, payload) => this.#answered(payload));
  }

  /** How much of what it sent is not known to have arrived. */
  get waiting(): number {
    return this.#readings.size + this.#garbage.size;
  }

  /** Messages without a number that are in no letter yet. */
  get garbageWaiting(): number {
    return this.#garbage.size;
  }

  /** What the ledger has to know of it, and under which name. */
  get entry(): [name: string, entry: Entry] {
    const waiting = new Ranges();
    for (const seq of this.#readings.keys()) waiting.add(seq);
    const entry = { file: "", produced: this.#produced, waiting, evicted: new Ranges() };
    return [`${HOSTILE} ${this.#epoch}`, entry];
  }

  /** Sends something new twice a second, until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#invent();
      this.sendAgain();
      if (performance.now() - this.#saidAt >= ACCOUNT_EVERY) this.sayAccount();
      await delay(EVERY, signal);
    }
  }

  /** Says what it has produced, and what of it is not said to be stored. */
  sayAccount(): void {
    if (!this.#client.connected) return;
    this.#saidAt = performance.now();
    const [oldest = this.#produced + 1] = this.#readings.keys(); // they were added in this order
    const epoch = { epoch: this.#epoch, produced: this.#produced, oldest, evicted: [] };
    const account = encodeAccount({ account: ++this.#account, epochs: [epoch] });
    const options = { qos: 1, retain: true } as const;
    this.#client.publish(deviceTopic("account", HOSTILE), account, options, () => {});
  }

  /** Publishes again what has waited long enough. */
  sendAgain(): void {
    if (!this.#client.connected) return;
    const due = performance.now() - AGAIN;
    for (const pending of [...this.#readings.values(), ...this.#garbage.values()]) {
      if (pending.published < due) this.#publish(pending);
    }
  }

  /** Crosses off what the database has. */
  async look(database: Database): Promise<void> {
    const sent = [...this.#garbage.keys()];
    if (sent.length === 0) return;
    const letters = await database.query(
      `select distinct hash from ${DEAD_LETTERS} where hash in (${sent.join(",")})`,
    );
    for (const { hash } of letters) this.#garbage.delete(Number(hash));
  }

  /** Disconnects. */
  async close(): Promise<void> {
    await this.#client.endAsync(true);
  }

  #invent(): void {
    const pending = (message: HostileMessage) => ({ message, published: -Infinity });
    const dice = this.#random();
    if (dice < 0.4) {
      const place = { id: HOSTILE, neighbour: this.#neighbour, number: ++this.garbage };
      const message = garbage(place, this.#random);
      this.#garbage.set(hashOf(message), pending(message));
      return;
    }
    const seq = ++this.#produced;
    const sender = { id: HOSTILE, epoch: this.#epoch, seq, timestamp: Date.now() / 1000 };
    const make = dice < 0.7 ? badReading : oddReading;
    this.#readings.set(seq, pending(make(sender, this.#random)));
  }

  #publish(pending: Pending): void {
    pending.published = performance.now();
    const { topic, payload } = pending.message;
    this.#client.publish(topic, payload, { qos: 1 }, () => {}); // the answer is what counts
  }

  #answered(payload: Uint8Array): void {
    try {
      const stored = parseStored(payload);
      if ("account" in stored || stored.epoch !== this.#epoch) return;
      for (const [from, to] of stored.seq) {
        for (let seq = from; seq <= to; seq++) this.#readings.delete(seq);
      }
    } catch (error) {
      if (!(error instanceof MessageError)) throw error;
    }
  }
}
