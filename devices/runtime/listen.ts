/** Hears what the ingest says to a device. */
import type { MqttClient } from "mqtt";
import { MessageError } from "../wire/message.ts";
import { parseStored, type StoredMessage } from "../wire/stored.ts";

/** Whom to tell. */
export interface Listener {
  heard(message: StoredMessage): void;
  /** The payload is no such message. */
  malformed(why: string): void;
}

/**
 * Subscribes to the topic with QoS 0; resolves when the broker has answered, with what it says if
 * it does not allow it.
 */
export function listen(
  client: MqttClient,
  topic: string,
  listener: Listener,
): Promise<string | undefined> {
  client.on("message", (from, payload) => {
    if (from === topic) hear(payload, listener);
  });
  return new Promise((resolve) => {
    client.subscribe(topic, { qos: 0 }, (error, granted) => {
      const code = granted?.[0]?.qos ?? 0;
      resolve(error ? error.message : code < 0x80 ? undefined : `reason 0x${code.toString(16)}`);
    });
  });
}

function hear(payload: Uint8Array, listener: Listener): void {
  try {
    listener.heard(parseStored(payload));
  } catch (error) {
    if (!(error instanceof MessageError)) throw error;
    listener.malformed(error.message);
  }
}
