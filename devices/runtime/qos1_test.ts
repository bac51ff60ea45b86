/** What the code relies on in MQTT.js; a new version has to pass this. */
import { assertEquals } from "@std/assert";
import mqtt from "mqtt";
import { startTinyBroker } from "../lib/testing/tiny_broker.ts";
import { publisherOf } from "./qos1.ts";

async function connected(url: string, protocolVersion: 4 | 5) {
  const client = await mqtt.connectAsync(url, { protocolVersion, reconnectPeriod: 0 });
  const closed = new Promise((resolve) => client.once("close", () => resolve(undefined)));
  return {
    client,
    async [Symbol.asyncDispose]() {
      client.end(true);
      await closed;
    },
  };
}

Deno.test("publisherOf() gives each message the reason code of its own PUBACK", async () => {
  await using broker = startTinyBroker();
  broker.answers.puback = ({ payload }) => Number(payload);
  await using connection = await connected(broker.url, 5);
  const publish = publisherOf(connection.client);
  const reasons = [0, 0x10, 0x87, 0, 0x97, 0x10, 0x80, 0];
  const answers = await Promise.all(
    reasons.map((reason) =>
      new Promise<number | undefined>((answered) => publish("a", String(reason), answered))
    ),
  );
  assertEquals(answers, reasons);
});

Deno.test("publisherOf() gives 0 under MQTT 3.1.1", async () => {
  await using broker = startTinyBroker();
  await using connection = await connected(broker.url, 4);
  const publish = publisherOf(connection.client);
  assertEquals(await new Promise((answered) => publish("a", "b", answered)), 0);
});

Deno.test("publisherOf() gives no reason once its connection has ended", async () => {
  await using broker = startTinyBroker();
  const client = await mqtt.connectAsync(broker.url, { reconnectPeriod: 0 });
  const publish = publisherOf(client);
  await client.endAsync(true);
  assertEquals(await new Promise((answered) => publish("a", "b", answered)), undefined);
});

Deno.test("publisherOf() gives no reason for a message that is given up", async () => {
  await using broker = startTinyBroker();
  broker.answers.puback = ({ payload }) => payload === "first" ? 0x87 : undefined;
  await using connection = await connected(broker.url, 5);
  const publish = publisherOf(connection.client);
  await new Promise((answered) => publish("a", "first", answered));
  const given = new Promise((answered) => publish("a", "second", answered));
  connection.client.removeOutgoingMessage(connection.client.getLastMessageId());
  assertEquals(await given, undefined);
});
