/** Hears what the ingest says to a device. */
import type { MqttClient } from "mqtt";
import { delay } from "../lib/backoff.ts";
import { MessageError } from "../wire/message.ts";
import { parseStored, type StoredMessage } from "../wire/stored.ts";

/** Whom to tell. */
export interface Listener {
  heard(message: StoredMessage): void;
  /** The payload is no such message. */
  malformed(why: string): void;
  /** The broker does not allow it; it is asked again as long as the connection lasts. */
  denied(why: string): void;
}

/** Rights may be given later, and brokers refuse while they start or are overloaded. */
const ASK_AGAIN = 60_000; // ms

/** Subscribes to the topic with QoS 0; resolves when the broker has answered for the first time. */
export async function listen(
  client: MqttClient,
  topic: string,
  listener: Listener,
  signal: AbortSignal,
): Promise<void> {
  client.on("message", (from, payload) => {
    if (from === topic) hear(payload, listener);
  });
  const why = await subscribe(client, topic);
  if (why === undefined) return;
  listener.denied(why);
  askAgain(client, topic, signal);
}

async function askAgain(client: MqttClient, topic: string, signal: AbortSignal): Promise<void> {
  let isDenied = true;
  while (isDenied) {
    await delay(ASK_AGAIN, signal);
    if (signal.aborted || !client.connected) return;
    isDenied = await subscribe(client, topic) !== undefined;
  }
}

/** Resolves with what the broker says if it does not allow it. */
function subscribe(client: MqttClient, topic: string): Promise<string | undefined> {
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
