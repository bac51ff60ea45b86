/** One device from its sensors to the broker: sampling, presence, publishing and its account. */
import type { IClientOptions, MqttClient } from "mqtt";
import { atMost, delay } from "../lib/backoff.ts";
import type { Log } from "../lib/log.ts";
import { type Connection, type ConnectionHandlers, stayConnected } from "../lib/mqtt.ts";
import type { Broker } from "../lib/mqtt_config.ts";
import { together } from "../lib/together.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { StoredMessage } from "../wire/stored.ts";
import { deviceTopic } from "../wire/topics.ts";
import { Bookkeeper } from "./bookkeeper.ts";
import { listen } from "./listen.ts";
import { announce, lastWill, statusMessage } from "./presence.ts";
import { Publisher } from "./publisher.ts";
import { type Publish, publisherOf } from "./qos1.ts";
import { sampleLoop } from "./sample_loop.ts";
import type { Sensor } from "./sensor.ts";

/** One device. */
export interface Device {
  readonly id: string;
  readonly password?: string;
  readonly broker: Broker;
  readonly outbox: Outbox;
  /** Makes the device's sensors; called at every start of the device. */
  readonly sensor: () => Sensor;
  /** Milliseconds between samples, and from the start to the first one. */
  readonly interval: number;
  readonly first: number;
  /** Milliseconds from the start to the first try to connect. */
  readonly connectAfter: number;
  /** Publish on `vehicle/speed/…` instead of `device/data/…`. */
  readonly legacyTopic: boolean;
  /** The most publications that the broker has not answered: so many payloads are in memory. */
  readonly inFlight: number;
}

/** Told of what happens to a device. */
export interface DeviceEvents {
  /** A connection is up. */
  online(): void;
  /** The connection is gone; always follows an `online`. */
  offline(): void;
  /** The broker has taken a publication. */
  accepted(): void;
  /** Readings that waited were said to be stored. */
  stored(count: number): void;
  /** The broker has refused a reading with the reason code of its PUBACK. */
  refused(topic: string, reason: number): void;
  /** A message on `stored/…` could not be read, and changed nothing. */
  malformed(topic: string, why: string): void;
  /** The broker does not let the device hear what is stored. */
  deaf(topic: string, why: string): void;
}

/** What a device needs from outside. Clocks in milliseconds. */
export interface DeviceDeps {
  readonly log: Log;
  readonly events: DeviceEvents;
  /** The program's end: the device says that it stopped. Any other end is a loss. */
  readonly signal: AbortSignal;
  readonly connect?: (url: string, options: IClientOptions) => MqttClient;
  /** The wall clock. Default `Date.now`. */
  readonly now?: () => number;
  readonly monotonic?: () => number;
}

/** How long the broker keeps the session of an absent device: it has nothing for it, s. */
const SESSION_EXPIRY = 300;
/** On a stop: how long what waits may take to be published, and then the farewell. */
const LAST_READINGS = 1000; // ms
const FAREWELL = 500; // ms
/** What is published besides readings, and may be unanswered at the same time. */
const OTHERS = 2;

/**
 * Runs a device until `deps.signal` aborts.
 *
 * @throws what its sensors or its outbox throw, and {SetupError} if another process has its id.
 */
export async function runDevice(device: Device, deps: DeviceDeps): Promise<void> {
  const { now = Date.now, monotonic } = deps;
  const sensor = device.sensor();
  const sample = () => device.outbox.append(now() / 1000, sensor.sample());
  await together(deps.signal, [
    (signal) => sampleLoop({ ...device, sample, signal, monotonic }),
    (signal, fail) => connect(device, new Link(device, deps, fail), { ...deps, signal }),
  ]);
}

async function connect(device: Device, link: Link, deps: DeviceDeps): Promise<void> {
  const { id, broker, password, interval } = device;
  await delay(device.connectAfter, deps.signal);
  const will = lastWill(id, interval / 1000);
  const session = { clientId: id, username: id, password, sessionExpiry: SESSION_EXPIRY };
  await stayConnected({ ...session, broker, will }, link, deps);
}

/** What a device does on each of its connections. */
class Link implements ConnectionHandlers {
  readonly #device: Device;
  readonly #deps: DeviceDeps;
  readonly #fail: (error: unknown) => void;
  #publish!: Publish;
  #client?: MqttClient;
  #publisher?: Publisher;
  #bookkeeper?: Bookkeeper;
  #wasOnline = false;

  constructor(device: Device, deps: DeviceDeps, fail: (error: unknown) => void) {
    this.#device = device;
    this.#deps = deps;
    this.#fail = fail;
  }

  connected(connection: Connection): void {
    this.#client = connection.client;
    this.#publish = publisherOf(connection.client);
    this.#announce("online", this.#wasOnline ? "lost" : "started");
    this.#wasOnline = true;
    this.#deps.events.online();
    this.#begin(connection);
  }

  disconnected(): void {
    this.#client = undefined;
    this.#publisher?.close();
    this.#bookkeeper?.close();
    this.#publisher = this.#bookkeeper = undefined;
    this.#deps.events.offline();
  }

  async stopping(): Promise<void> {
    await atMost(LAST_READINGS, this.#publisher?.idle());
    this.#publisher?.close();
    await atMost(FAREWELL, this.#bookkeeper?.account());
    this.#bookkeeper?.close();
    const reason = this.#deps.signal.aborted ? "stopped" : "lost";
    await atMost(FAREWELL, this.#announce("offline", reason));
  }

  /** Publishes only what it can hear the answer to. */
  async #begin({ client, receiveMaximum }: Connection): Promise<void> {
    const { outbox, id, legacyTopic, inFlight } = this.#device;
    const { events, signal } = this.#deps;
    const topic = deviceTopic("stored", id);
    await listen(client, topic, {
      heard: (message) => this.#hear(message),
      malformed: (why) => events.malformed(topic, why),
      denied: (why) => this.#client === client && events.deaf(topic, why),
    }, signal);
    if (this.#client !== client) return; // it is gone already
    const data = deviceTopic(legacyTopic ? "legacy" : "data", id);
    this.#publisher = new Publisher(outbox, {
      publish: this.#publish,
      topic: data,
      inFlight: Math.max(1, Math.min(inFlight, receiveMaximum - OTHERS)),
      onAccepted: () => events.accepted(),
      onRefused: (reason) => events.refused(data, reason),
      onError: this.#fail,
    });
    outbox.onWaiting = () => this.#publisher?.wake();
    this.#bookkeeper = new Bookkeeper(id, outbox, this.#publish);
  }

  #hear(message: StoredMessage): void {
    const { outbox } = this.#device;
    if ("account" in message) outbox.accountStored(message.account);
    else this.#deps.events.stored(outbox.stored(message.epoch, message.seq));
    this.#publisher?.wake();
  }

  /**
   * After a loss of the connection the reason of "online" is "lost", so that a cut and a new start
   * can be told apart.
   */
  #announce(status: "online" | "offline", reason: "started" | "stopped" | "lost"): Promise<void> {
    const { now = Date.now } = this.#deps;
    const since = now() / 1000;
    const interval = this.#device.interval / 1000;
    const message = statusMessage(this.#device.id, { status, since, interval, reason });
    return announce(this.#publish, message);
  }
}
