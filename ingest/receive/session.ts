/** The ingest's life at the broker: each connection has a hold of its own. */
import type { IPublishPacket } from "mqtt";
import { delay } from "../../devices/lib/backoff.ts";
import type { Log } from "../../devices/lib/log.ts";
import type { Connection, ConnectionHandlers } from "../../devices/lib/mqtt.ts";
import type { Message } from "../decode/message.ts";
import type { Pipeline } from "../pipeline.ts";
import { Hold } from "./hold.ts";
import { acknowledge, deferAcknowledgements } from "./puback.ts";
import { askAgain, subscribe } from "./subscribe.ts";

/** What a session needs from outside. */
export interface SessionDeps {
  readonly pipeline: Pick<Pipeline, "receive" | "discardClosed">;
  readonly filters: readonly string[];
  /** Those of `filters` whose messages the broker retains. */
  readonly retained: readonly string[];
  /** Most messages held. */
  readonly limit: number;
  /** What has to be said to devices is said on each new connection, and before the last one ends. */
  readonly answers: { tellAll(): void };
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** On a stop, how long to wait for what is held to be committed; then the broker keeps it. */
const LAST_COMMIT = 5000; // ms

/** Receives messages on one connection after the other. */
export class Session implements ConnectionHandlers {
  #hold = new Hold(0, () => {});
  #client: Connection["client"] | undefined;
  #subscribed = false;
  #stopping = false;
  /** Retained messages may have been passed over, also by an earlier process. */
  #asksAgain = true;
  readonly #deps: SessionDeps;
  readonly #now: () => number;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.#now = deps.now ?? Date.now;
  }

  /** Whether messages come. */
  get subscribed(): boolean {
    return this.#subscribed;
  }

  /** Whether anything can be published. */
  get canPublish(): boolean {
    return this.#client?.connected ?? false;
  }

  /** Publishes with QoS 0, not retained; without a connection, nothing. */
  publish(topic: string, payload: string): void {
    if (this.canPublish) this.#client?.publish(topic, payload);
  }

  /** Messages received on the present connection and not acknowledged. */
  get held(): number {
    return this.#hold.size;
  }

  /** Before a connection: the broker delivers what it kept at once. */
  prepare(client: Connection["client"]): void {
    const hold = new Hold(this.#deps.limit, (ids) => acknowledge(client, ids));
    this.#hold = hold;
    deferAcknowledgements(client, (packet) => {
      if (this.#stopping) return; // not acknowledged: the broker keeps it
      this.#deps.pipeline.receive(toMessage(packet, this.#now()), packet.messageId, hold);
      return hold.room();
    });
  }

  /** The connection is up. */
  async connected(connection: Connection): Promise<void> {
    const { pipeline, filters, answers, log } = this.#deps;
    this.#client = connection.client;
    if (connection.sessionPresent) pipeline.discardClosed();
    answers.tellAll();
    try {
      await subscribe(connection, filters);
      this.#subscribed = connection.client.connected;
      log.info(`receiving ${filters.join(", ")}`);
      if (!connection.sessionPresent) this.#asksAgain = false; // new subscriptions have brought them
      await this.#askAgain(connection);
    } catch (error) {
      if (!connection.client.connected) return; // lost meanwhile: that is said elsewhere
      log.error(`The broker refuses ${filters.join(", ")}: ${(error as Error).message}`);
      connection.client.end(true);
    }
  }

  /** Asks the broker for what it retains, as soon as there is a connection. */
  async askAgain(): Promise<void> {
    this.#asksAgain = true;
    const client = this.#client;
    if (client === undefined || !this.#subscribed) return;
    await this.#askAgain({ client }).catch((error: Error) => {
      this.#deps.log.warn(`could not ask for retained messages: ${error.message}`);
    });
  }

  async #askAgain(connection: Pick<Connection, "client">): Promise<void> {
    if (!this.#asksAgain) return;
    await askAgain(connection, this.#deps.retained);
    this.#asksAgain = false;
  }

  /** The program stops: nothing more is taken, what is held is committed and acknowledged. */
  async stopping(): Promise<void> {
    this.#stopping = true;
    const patience = new AbortController();
    await Promise.race([this.#hold.empty(), delay(LAST_COMMIT, patience.signal)]);
    patience.abort();
    this.#deps.answers.tellAll();
    if (this.held > 0) {
      this.#deps.log.warn(`${this.held} messages not stored: the broker keeps them`);
    }
  }

  /** The connection is gone; what it held is not acknowledged and comes again. */
  disconnected(): void {
    this.#client = undefined;
    this.#subscribed = false;
    this.#hold.close();
  }
}

function toMessage({ topic, payload, retain }: IPublishPacket, receivedAt: number): Message {
  return { topic, payload: payload as Uint8Array, retained: retain, receivedAt };
}
