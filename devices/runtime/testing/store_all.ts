/** An ingest for tests: whatever is published is stored, and said to be. */
import type { Delivery, Received } from "../../lib/testing/tiny_broker.ts";
import { encodeStored } from "../../wire/stored.ts";
import { deviceTopic, parseDeviceTopic } from "../../wire/topics.ts";

/** What an ingest says that has stored a message. */
export function storeAll({ topic, payload }: Received): Delivery | undefined {
  const { kind, deviceId = "" } = parseDeviceTopic(topic!) ?? {};
  const message = JSON.parse(payload!);
  const to = (payload: string) => ({ topic: deviceTopic("stored", deviceId), payload });
  if (kind === "account") return to(encodeStored({ account: message.account }));
  if (kind !== "data" && kind !== "legacy") return undefined;
  return to(encodeStored({ epoch: message.epoch, seq: [[message.seq, message.seq]] }));
}
