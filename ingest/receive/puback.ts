/**
 * Acknowledging later: the only place that touches what MQTT.js does not promise. It sends a PUBACK
 * when the callback of `handleMessage` is called without an error, and handles nothing else before,
 * PINGRESP included; called with an error it sends none and goes on. What was held back is written to
 * its stream later. `puback_test.ts` holds MQTT.js to this.
 */
import { Buffer } from "node:buffer";
import type { IPublishPacket, MqttClient } from "mqtt";

const DEFERRED = new Error("the acknowledgement comes after the commit");
/** PUBACK with the packet id alone means reason 0, in MQTT 5 (3.4.2.1) as in 3.1.1. */
const PUBACK = [0x40, 2] as const;
const PUBACK_SIZE = 4; // bytes

/**
 * Hands every message to `receive`, which must not throw, and acknowledges none. If `receive` returns
 * a promise, nothing more is read before it resolves.
 */
export function deferAcknowledgements(
  client: MqttClient,
  receive: (packet: IPublishPacket) => Promise<void> | undefined,
): void {
  client.handleMessage = (packet, done) => {
    const room = receive(packet);
    if (room === undefined) done(DEFERRED);
    else room.then(() => done(DEFERRED));
  };
}

/**
 * Acknowledges messages by their packet ids, in this order, with one write for all of them. They go
 * to the connection that brought the messages; once that is gone, nowhere.
 */
export function acknowledge(client: MqttClient, ids: readonly number[]): void {
  const packets = Buffer.allocUnsafe(ids.length * PUBACK_SIZE);
  ids.forEach((id, index) => {
    packets.set(PUBACK, index * PUBACK_SIZE);
    packets.writeUInt16BE(id, index * PUBACK_SIZE + PUBACK.length);
  });
  client.stream.write(packets);
}
