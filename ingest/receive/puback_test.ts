/** What `puback.ts` relies on, held against MQTT.js itself: a new version has to pass this first. */
import { assert, assertEquals } from "@std/assert";
import mqtt, { MqttClient } from "mqtt";
import { acknowledge, deferAcknowledgements } from "./puback.ts";
import { DeliveringBroker, PINGREQ, PUBACK, PUBLISH } from "./testing.ts";

/** A client that keeps the packet ids of what it received and has room for `room` messages. */
async function startClient(
  broker: DeliveringBroker,
  version: 4 | 5,
  { room = 100, keepalive = 30 } = {},
) {
  const options = { protocolVersion: version, clean: false, clientId: "c", reconnectPeriod: 0 };
  const client = mqtt.connect(broker.url, { ...options, keepalive });
  const received: number[] = [];
  const roomy = Promise.withResolvers<void>();
  let changed = () => {};
  deferAcknowledgements(client, ({ messageId }) => {
    received.push(messageId!);
    changed();
    return received.length >= room ? roomy.promise : undefined;
  });
  const until = async (count: number) => {
    while (received.length < count) await new Promise<void>((resolve) => changed = resolve);
  };
  await new Promise((resolve) => client.once("connect", resolve));
  return { client, received, until, makeRoom: roomy.resolve };
}

/** Whatever the client sent before now has arrived when this resolves. */
async function everythingSent(broker: DeliveringBroker, client: MqttClient): Promise<void> {
  const count = broker.packets.filter(({ type }) => type === PUBLISH).length;
  client.publish("marker", "", { qos: 0 });
  await broker.until(PUBLISH, count + 1);
}

Deno.test("puback.ts was written for this version of MQTT.js", () => {
  assertEquals(MqttClient.VERSION, "5.16.0");
});

for (const version of [4, 5] as const) {
  Deno.test(`acknowledge() sends what was deferred, in order, under version ${version}`, async () => {
    await using broker = new DeliveringBroker(version);
    const { client, until } = await startClient(broker, version);
    await broker.deliver(1, 2, 300);
    await until(3);
    await everythingSent(broker, client);
    assertEquals(broker.acknowledged(), []);

    acknowledge(client, [1, 2]);
    acknowledge(client, [300]);
    await broker.until(PUBACK, 3);
    assertEquals(broker.acknowledged(), [1, 2, 300]);
    assert(broker.packets.every(({ type, body }) => type !== PUBACK || body.length === 2));
    await client.endAsync();
  });
}

Deno.test("deferAcknowledgements() keeps the connection alive while nothing is acknowledged", async () => {
  await using broker = new DeliveringBroker(5);
  const { client, until } = await startClient(broker, 5, { keepalive: 1 });
  await broker.deliver(1);
  await until(1);
  await broker.until(PINGREQ, 2); // the second is sent only if the first was answered
  assert(client.connected);
  assertEquals(broker.acknowledged(), []);
  await client.endAsync(true);
});

Deno.test("deferAcknowledgements() hands over nothing more until there is room", async () => {
  await using broker = new DeliveringBroker(5);
  const { client, received, until, makeRoom } = await startClient(broker, 5, { room: 2 });
  await broker.deliver(1, 2, 3);
  await until(2);
  await everythingSent(broker, client);
  assertEquals(received, [1, 2]);
  makeRoom();
  await until(3);
  await client.endAsync(true);
});

Deno.test("acknowledge() after the connection was lost reaches no later connection", async () => {
  await using broker = new DeliveringBroker(5);
  const first = await startClient(broker, 5);
  await broker.deliver(1);
  await first.until(1);
  const closed = new Promise<void>((resolve) => first.client.once("close", resolve));
  broker.cut();
  await closed;
  acknowledge(first.client, [1]);
  const second = await startClient(broker, 5);
  acknowledge(first.client, [1]);
  await everythingSent(broker, second.client);
  assertEquals(broker.acknowledged(), []);
  await Promise.all([first.client.endAsync(true), second.client.endAsync(true)]);
});
