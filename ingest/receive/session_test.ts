import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import type { IPublishPacket, MqttClient } from "mqtt";
import type { Connection } from "../../devices/lib/mqtt.ts";
import type { Message } from "../decode/message.ts";
import type { Hold } from "./hold.ts";
import { Session } from "./session.ts";

/** A client of which only what a session touches is there. */
function fakeClient(subscribed: Promise<unknown> = Promise.resolve()) {
  const client = {
    connected: true,
    ended: false,
    written: [] as number[],
    published: [] as string[],
    asked: [] as unknown[],
    publish: (topic: string) => void client.published.push(topic),
    handleMessage: (_: IPublishPacket, done: (error?: Error) => void) => done(),
    subscribeAsync(filters: string[], { rh }: { rh: number }) {
      client.asked.push([...filters, rh]);
      return subscribed;
    },
    stream: { write: (bytes: Uint8Array) => void client.written.push(bytes.length / 4) },
    end: () => void (client.ended = true),
  };
  const deliver = (topic: string, messageId: number) =>
    client.handleMessage(
      { topic, messageId, payload: new Uint8Array(), retain: false } as never,
      () => {},
    );
  return { client, mqtt: client as unknown as MqttClient, deliver };
}

function setUp() {
  const received: [Message, number | undefined, Hold][] = [];
  const lines: string[] = [];
  const say = (message: string) => void lines.push(message);
  let [discarded, told] = [0, 0];
  const session = new Session({
    pipeline: {
      receive(message, id, hold) {
        hold.add(message, id);
        received.push([message, id, hold]);
      },
      discardClosed: () => void discarded++,
    },
    filters: ["a/+", "r/+"],
    retained: ["r/+"],
    answers: { tellAll: () => void told++ },
    limit: 10,
    log: { info: say, warn: say, error: say },
    now: () => 17,
  });
  return { session, received, lines, discarded: () => discarded, told: () => told };
}

function connection(client: MqttClient, sessionPresent = false): Connection {
  return { client, version: 5, sessionPresent, receiveMaximum: 10 };
}

Deno.test("Session hands over what a connection delivers, with a hold for each connection", async () => {
  const { session, received } = setUp();
  const [one, two] = [fakeClient(), fakeClient()];
  session.prepare(one.mqtt);
  await session.connected(connection(one.mqtt));
  one.deliver("a/1", 5);
  session.disconnected();
  session.prepare(two.mqtt);
  two.deliver("a/2", 5);
  const [[first, id, hold], [, , other]] = received;
  assertEquals([first.topic, first.receivedAt, first.retained, id], ["a/1", 17, false, 5]);
  assertEquals([hold.closed, other.closed, session.held], [true, false, 1]);
});

Deno.test("Session is subscribed from the broker's answer to the end of the connection", async () => {
  const { session } = setUp();
  const { mqtt } = fakeClient();
  session.prepare(mqtt);
  assertEquals(session.subscribed, false);
  await session.connected(connection(mqtt));
  assertEquals(session.subscribed, true);
  session.disconnected();
  assertEquals(session.subscribed, false);
});

Deno.test("Session forgets what is held elsewhere only if the broker delivers it again", async () => {
  const { session, discarded } = setUp();
  for (const [sessionPresent, count] of [[false, 0], [true, 1]] as const) {
    const { mqtt } = fakeClient();
    session.prepare(mqtt);
    await session.connected(connection(mqtt, sessionPresent));
    assertEquals(discarded(), count);
  }
});

Deno.test("Session publishes on the present connection and on no other", async () => {
  const { session, told } = setUp();
  const { client, mqtt } = fakeClient();
  session.publish("a", "");
  assertEquals(session.canPublish, false);
  session.prepare(mqtt);
  const connecting = session.connected(connection(mqtt));
  assertEquals([session.canPublish, told()], [true, 1]);
  session.publish("b", "");
  await connecting;
  client.connected = false;
  session.publish("c", "");
  session.disconnected();
  assertEquals([session.canPublish, client.published], [false, ["b"]]);
});

Deno.test("Session ends a connection on which the broker refuses the subscription", async () => {
  const { session, lines } = setUp();
  const { client, mqtt } = fakeClient(Promise.reject(new Error("Not authorized")));
  session.prepare(mqtt);
  await session.connected(connection(mqtt));
  assertEquals([session.subscribed, client.ended], [false, true]);
  assertEquals(lines, ["The broker refuses a/+, r/+: Not authorized"]);
});

Deno.test("Session asks again for what is retained, at its start and when it is told to", async () => {
  const { session } = setUp();
  const all = ["a/+", "r/+", 1];
  const connect = async (sessionPresent: boolean) => {
    const { client, mqtt } = fakeClient();
    session.prepare(mqtt);
    await session.connected(connection(mqtt, sessionPresent));
    return client.asked;
  };
  assertEquals(
    await connect(true),
    [all, ["r/+", 0]],
    "an earlier process may have passed over some",
  );
  session.disconnected();
  const asked = await connect(true);
  assertEquals(asked, [all]);
  await session.askAgain();
  assertEquals(asked, [all, ["r/+", 0]]);
  session.disconnected();
  await session.askAgain();
  assertEquals(await connect(false), [all], "a new subscription brings them");
  session.disconnected();
  assertEquals(await connect(true), [all]);
});

Deno.test("Session.stopping() takes nothing more and waits for what is held", async () => {
  const { session, received, told } = setUp();
  const { client, mqtt, deliver } = fakeClient();
  session.prepare(mqtt);
  await session.connected(connection(mqtt));
  deliver("a/1", 1);
  let stopped = false;
  const stopping = session.stopping().then(() => stopped = true);
  deliver("a/2", 2);
  assertEquals([received.length, stopped], [1, false]);
  const [, , hold] = received[0];
  hold.settle(hold.add(received[0][0], 9));
  await Promise.resolve();
  assertEquals([stopped, client.written], [false, []]);
  assertEquals(told(), 1);
  hold.close();
  await stopping;
  assertEquals(told(), 2);
});

Deno.test("Session.stopping() leaves to the broker what the database does not take", async () => {
  using time = new FakeTime();
  const { session, lines } = setUp();
  const { mqtt, deliver } = fakeClient();
  session.prepare(mqtt);
  deliver("a/1", 1);
  const stopping = session.stopping();
  await time.tickAsync(5000);
  await stopping;
  assertEquals(lines, ["1 messages not stored: the broker keeps them"]);
});
