import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { Backoff } from "./backoff.ts";
import { type Connection, type ConnectionHandlers, stayConnected } from "./mqtt.ts";
import { SetupError } from "./program.ts";
import { memoryLog } from "./testing/log.ts";
import { startTinyBroker } from "./testing/tiny_broker.ts";

/** A client that stays connected to `url` until it is stopped; its connections in order. */
function start(url: string, handlers: Partial<ConnectionHandlers> = {}) {
  const log = memoryLog();
  const stop = new AbortController();
  const connections: Connection[] = [];
  let wake = () => {};
  const options = {
    broker: { url },
    clientId: "vehicle_01",
    username: "vehicle_01",
    sessionExpiry: 60,
    will: { topic: "status/vehicle_01", payload: "lost" },
  };
  const connected = (connection: Connection) => {
    connections.push(connection);
    wake();
  };
  const ended = stayConnected(options, { connected, ...handlers }, {
    log,
    signal: stop.signal,
    backoff: new Backoff({ min: 1, max: 1 }),
  });
  return {
    log,
    connections,
    ended,
    /** Resolves with the nth connection. */
    async connection(count: number): Promise<Connection> {
      while (connections.length < count) await new Promise<void>((resolve) => wake = resolve);
      return connections[count - 1];
    },
    async stop() {
      stop.abort();
      await ended;
    },
  };
}

Deno.test("stayConnected() makes a new client object for each connection", async () => {
  await using broker = startTinyBroker();
  let lost = 0;
  const client = start(broker.url, { disconnected: () => lost++ });
  const first = await client.connection(1);
  broker.cut();
  const second = await client.connection(2);
  assertEquals(first.client === second.client, false);
  assertEquals(lost, 1);
  assertMatch(client.log.lines[0], /vehicle_01: .+; trying again in 0\.0 s/);
  await client.stop();
  assertEquals(lost, 2);
});

Deno.test("stayConnected() never sends again by itself what an earlier connection published", async () => {
  await using broker = startTinyBroker();
  broker.answers.puback = () => undefined;
  const client = start(broker.url);
  const { client: first } = await client.connection(1);
  first.publish("a", "once", { qos: 1 });
  await broker.until((received) => received.some(({ type }) => type === "publish"));
  broker.cut();
  const { client: second } = await client.connection(2);
  second.publish("a", "after", { qos: 1 });
  await broker.until((received) => received.some(({ payload }) => payload === "after"));
  assertEquals(broker.received.filter(({ payload }) => payload === "once").length, 1);
  await client.stop();
});

Deno.test("stayConnected() falls back to MQTT 3.1.1 where 5 is refused", async () => {
  for (const code of [0x84, 0x01]) {
    await using broker = startTinyBroker();
    broker.answers.connack = code;
    const client = start(broker.url);
    await broker.until((received) => received.length > 0);
    broker.answers.connack = 0;
    assertEquals((await client.connection(1)).version, 4);
    assertEquals(client.log.lines, []);
    await client.stop();
  }
});

Deno.test("stayConnected() tells the broker's Receive Maximum", async () => {
  await using broker = startTinyBroker();
  const client = start(broker.url);
  assertEquals((await client.connection(1)).receiveMaximum, 65_535);
  broker.answers.properties = [0x21, 0, 20]; // Receive Maximum
  broker.cut();
  assertEquals((await client.connection(2)).receiveMaximum, 20);
  await client.stop();
});

Deno.test("stayConnected() goes on trying when it is refused", async () => {
  await using broker = startTinyBroker();
  broker.answers.connack = 0x87;
  const client = start(broker.url);
  await broker.until((received) => received.length === 3);
  broker.answers.connack = 0;
  await client.connection(1);
  assertMatch(client.log.lines[0], /Not authorized/);
  await client.stop();
});

Deno.test("stayConnected() says when no broker answers", async () => {
  const broker = startTinyBroker();
  await broker[Symbol.asyncDispose]();
  const client = start(broker.url);
  while (client.log.lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  assertMatch(client.log.lines[0], /ECONNREFUSED/);
  await client.stop();
});

Deno.test("stayConnected() ends when another process takes its session over", async () => {
  await using broker = startTinyBroker();
  const client = start(broker.url);
  const ended = assertRejects(
    () => client.ended,
    SetupError,
    "connected to the broker as vehicle_01",
  );
  await client.connection(1);
  await broker.send([0xe0, 2, 0x8e, 0]); // DISCONNECT, session taken over
  await ended;
});

Deno.test("stayConnected() says goodbye on a stop, whatever is unanswered", async () => {
  await using broker = startTinyBroker();
  broker.answers.puback = () => undefined;
  let stopping = 0;
  const client = start(broker.url, { stopping: () => Promise.resolve(void stopping++) });
  const { client: mqtt } = await client.connection(1);
  mqtt.publish("a", "unanswered", { qos: 1 });
  await broker.until((received) => received.some(({ type }) => type === "publish"));
  await client.stop();
  await broker.until((received) => received.some(({ type }) => type === "disconnect"));
  assertEquals(stopping, 1);
});
