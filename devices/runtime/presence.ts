/** Presence: the retained status message of a device and its last will. */
import { encodeStatus, type Status } from "../wire/status.ts";
import { deviceTopic } from "../wire/topics.ts";
import type { Publish } from "./qos1.ts";

/** A message as the broker is to keep it. */
export interface Message {
  readonly topic: string;
  readonly payload: string;
}

/** What the broker says for a device that it has lost; `since` is when it is received. */
export function lastWill(deviceId: string, interval: number): Message {
  return statusMessage(deviceId, { status: "offline", interval, reason: "lost" });
}

/** The status message of a device. `interval` in seconds, `since` in Unix seconds. */
export function statusMessage(deviceId: string, status: Status): Message {
  return { topic: deviceTopic("status", deviceId), payload: encodeStatus(status) };
}

/** Publishes a retained message; resolves when the broker has answered. */
export function announce(publish: Publish, { topic, payload }: Message): Promise<void> {
  return new Promise((resolve) => publish(topic, payload, () => resolve(), { retain: true }));
}
