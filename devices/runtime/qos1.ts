/**
 * Publishing with the broker's answer. MQTT.js tells a publisher of success and failure, not of the
 * reason code: 0x10 (no subscriber) looks like success. The PUBACK itself passes by as a
 * `packetreceive` event right before the callback; `qos1_test.ts` holds MQTT.js to that.
 */
import type { MqttClient } from "mqtt";

/**
 * Publishes one message with QoS 1. `answered` gets the reason code of its PUBACK (0 under MQTT
 * 3.1.1, which has none), or `undefined` if the connection ended without one.
 */
export type Publish = (
  topic: string,
  payload: string,
  answered: (reason: number | undefined) => void,
  options?: { readonly retain?: boolean },
) => void;

/** What publishes on one connection. */
export function publisherOf(client: MqttClient): Publish {
  let reason = 0;
  client.on("packetreceive", (packet) => {
    if (packet.cmd === "puback") reason = packet.reasonCode ?? 0;
  });
  return (topic, payload, answered, { retain = false } = {}) => {
    if (client.disconnected) return answered(undefined); // its stores are closed: it would throw
    client.publish(topic, payload, { qos: 1, retain }, (error) => {
      const isAnswer = !error || typeof (error as { code?: unknown }).code === "number";
      answered(isAnswer ? reason : undefined);
    });
  };
}
