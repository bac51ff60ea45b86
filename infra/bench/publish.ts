/** Publishes prepared messages as fast as the broker takes them, or at a given pace. */
import mqtt, { type MqttClient, type Packet } from "mqtt";
import { delay } from "../../devices/lib/backoff.ts";
import type { Identity } from "../../devices/wire/payload.ts";
import { deviceTopic } from "../../devices/wire/topics.ts";
import { deviceName, message } from "./messages.ts";

/** Readings that are on their way to the broker without an acknowledgement. */
const IN_FLIGHT = 2000;

/** An epoch that nobody had before, so that its readings add rows instead of replacing some. */
export function newEpoch(): number {
  return Math.floor(Math.random() * 2 ** 52);
}

/** Connects, publishes with `work`, and closes. */
export async function withPublisher(
  url: string,
  work: (client: MqttClient) => Promise<void>,
): Promise<void> {
  const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0 });
  try {
    await work(client);
  } finally {
    await client.endAsync();
  }
}

/** A backlog. */
export interface Backlog {
  readonly count: number;
  readonly devices: number;
  readonly epoch: number;
}

/** Publishes a backlog; the times of its readings are the last ones of this moment. */
export async function fill(
  client: MqttClient,
  { count, devices, epoch }: Backlog,
): Promise<void> {
  const start = Date.now() / 1000 - count / devices / 100;
  const publications: Promise<unknown>[] = [];
  for (let i = 0; i < count; i++) {
    const seq = Math.floor(i / devices) + 1;
    const identity = { device_id: deviceName(i % devices), epoch, seq };
    publications.push(publish(client, { ...identity, timestamp: start + seq / 100 }));
    if (publications.length >= IN_FLIGHT) await Promise.all(publications.splice(0));
  }
  await Promise.all(publications);
}

/** How readings are published. */
export interface Pace {
  /** Readings a second, of all devices together. */
  readonly rate: number;
  readonly seconds: number;
  readonly devices: number;
  /** Ends it before its time. */
  readonly signal?: AbortSignal;
}

/** Publishes at a pace, evenly, each reading with the time of its moment, which `stamped` hears. */
export async function pace(
  client: MqttClient,
  { rate, seconds, devices, signal }: Pace,
  stamped: (device: number, seq: number, at: number) => void = () => {},
): Promise<void> {
  const [start, epoch] = [performance.now(), newEpoch()];
  for (let i = 0; i < rate * seconds && !signal?.aborted; i++) {
    const ahead = start + i * 1000 / rate - performance.now();
    if (ahead > 1) await delay(ahead, signal);
    const [device, seq, now] = [i % devices, Math.floor(i / devices) + 1, Date.now()];
    stamped(device, seq, now);
    publish(client, { device_id: deviceName(device), epoch, seq, timestamp: now / 1000 });
  }
}

/** Publishes a reading; resolves with the broker's answer. */
export function publish(client: MqttClient, identity: Identity): Promise<Packet | undefined> {
  const topic = deviceTopic("data", identity.device_id);
  return client.publishAsync(topic, message(identity), { qos: 1 });
}
