import { assertEquals, assertRejects } from "@std/assert";
import { memoryLog } from "../lib/testing/log.ts";
import { startTinyBroker } from "../lib/testing/tiny_broker.ts";
import { memoryOutbox } from "../outbox/testing.ts";
import { type Device, runDevice } from "./run_device.ts";
import { storeAll } from "./testing/store_all.ts";

type Box = Awaited<ReturnType<typeof memoryOutbox>>;

/** A device on `broker` that samples every 5 ms. */
function start(box: Box, url: string, change: Partial<Device> = {}) {
  const stop = new AbortController();
  const counts = {
    online: 0,
    accepted: 0,
    stored: 0,
    refused: [] as string[],
    told: [] as string[],
  };
  const device: Device = {
    id: "vehicle_01",
    password: "secret",
    broker: { url },
    outbox: box.outbox,
    sensor: () => ({ sample: () => ({ speed: 50 }) }),
    interval: 5,
    first: 0,
    connectAfter: 0,
    legacyTopic: false,
    inFlight: 1000,
    ...change,
  };
  const ended = runDevice(device, {
    log: memoryLog(),
    signal: stop.signal,
    events: {
      online: () => counts.online++,
      offline: () => counts.online--,
      accepted: () => counts.accepted++,
      stored: (count) => counts.stored += count,
      refused: (topic, reason) => counts.refused.push(`${topic} ${reason}`),
      malformed: (topic, why) => counts.told.push(`${topic} ${why}`),
      deaf: (topic, why) => counts.told.push(`${topic} ${why}`),
    },
  });
  const end = async () => {
    stop.abort();
    await ended;
  };
  return { counts, ended, end };
}

/** The payloads that were published on a topic. */
function published(received: { topic?: string; payload?: string }[], topic: string) {
  return received.filter((packet) => packet.topic === topic).map(({ payload }) =>
    JSON.parse(payload!)
  );
}

Deno.test("runDevice() samples, publishes in order and settles what is stored", async () => {
  await using broker = startTinyBroker();
  broker.answers.deliver = storeAll;
  await using box = await memoryOutbox();
  const { counts, end } = start(box, broker.url);
  await broker.until((received) => published(received, "device/data/vehicle_01").length >= 5);
  await end();
  const readings = published(broker.received, "device/data/vehicle_01");
  assertEquals(readings.map(({ seq }) => seq), readings.map((_, index) => index + 1));
  assertEquals(readings[0].speed, 50);
  assertEquals(box.outbox.waiting, readings.length - counts.stored);
  assertEquals(counts.stored > 0, true);
  assertEquals([counts.online, counts.accepted], [0, readings.length]);
  assertEquals([counts.refused, counts.told], [[], []]);
});

Deno.test("runDevice() keeps what the broker takes and nobody says to be stored", async () => {
  await using broker = startTinyBroker();
  await using box = await memoryOutbox();
  const { counts, end } = start(box, broker.url);
  await broker.until((received) => published(received, "device/data/vehicle_01").length >= 5);
  await end();
  assertEquals(box.outbox.waiting, published(broker.received, "device/data/vehicle_01").length);
  assertEquals([counts.stored, counts.accepted], [0, box.outbox.waiting]);
});

Deno.test("runDevice() listens before it publishes, and says its account", async () => {
  await using broker = startTinyBroker();
  broker.answers.deliver = storeAll;
  await using box = await memoryOutbox();
  const { end } = start(box, broker.url);
  await broker.until((received) => published(received, "account/vehicle_01").length >= 1);
  await broker.until((received) => published(received, "device/data/vehicle_01").length >= 3);
  await end();
  const topics = broker.received.filter(({ type }) => type !== "connect").map(({ topic }) => topic);
  assertEquals(
    topics.indexOf("stored/vehicle_01") < topics.indexOf("device/data/vehicle_01"),
    true,
  );
  const messages = broker.received.filter(({ topic }) => topic === "account/vehicle_01");
  assertEquals(messages.every(({ retain, qos }) => retain && qos === 1), true);
  const last = JSON.parse(messages.at(-1)!.payload!);
  const readings = published(broker.received, "device/data/vehicle_01");
  assertEquals(last.epochs[0].epoch, readings[0].epoch);
  assertEquals(last.epochs[0].produced >= readings.length, true);
  assertEquals(topics.at(-2), "status/vehicle_01"); // the account comes before the farewell
  assertEquals(topics.at(-3), "account/vehicle_01");
});

Deno.test("runDevice() passes over what is no message of the ingest, and says so", async () => {
  await using broker = startTinyBroker();
  broker.answers.deliver = () => ({
    topic: "stored/vehicle_01",
    payload: '{"epoch":1,"seq":[[1,0]]}',
  });
  await using box = await memoryOutbox();
  const { counts, end } = start(box, broker.url);
  await broker.until(() => counts.told.length > 0);
  await end();
  assertEquals(
    counts.told[0],
    "stored/vehicle_01 seq[0][1]=0: must be a whole number from 1 to 9007199254740991",
  );
  assertEquals(counts.stored, 0);
});

Deno.test("runDevice() publishes although it may not hear, and says so", async () => {
  for (const [connack, why] of [[0, "Subscribe error"], [1, "Subscribe error"]] as const) {
    await using broker = startTinyBroker();
    broker.answers.suback = 0x80;
    if (connack) { // MQTT 3.1.1
      broker.answers.connack = connack;
      broker.until((received) => received.length > 0).then(() => broker.answers.connack = 0);
    }
    await using box = await memoryOutbox();
    const { counts, end } = start(box, broker.url);
    await broker.until((received) => published(received, "device/data/vehicle_01").length >= 3);
    await end();
    assertEquals(counts.told.length, 1);
    assertEquals(counts.told[0].startsWith(`stored/vehicle_01 ${why}`), true, counts.told[0]);
  }
});

Deno.test("runDevice() says when it is online and that it stopped, as retained messages", async () => {
  await using broker = startTinyBroker();
  await using box = await memoryOutbox();
  const { end } = start(box, broker.url);
  await broker.until((received) => published(received, "status/vehicle_01").length === 1);
  await end();
  const messages = broker.received.filter(({ topic }) => topic === "status/vehicle_01");
  assertEquals(messages.every(({ retain, qos }) => retain && qos === 1), true);
  const [online, offline] = published(messages, "status/vehicle_01");
  assertEquals([online.status, online.reason, online.interval], ["online", "started", 0.005]);
  assertEquals([offline.status, offline.reason], ["offline", "stopped"]);
  assertEquals(Math.abs(Date.now() / 1000 - offline.since) < 60, true);
  assertEquals(broker.received.at(-1)!.type, "disconnect");
});

Deno.test("runDevice() goes on where a lost connection left off, and waits for evidence", async () => {
  await using broker = startTinyBroker();
  await using box = await memoryOutbox();
  broker.answers.puback = ({ topic }) => topic!.startsWith("device/") ? undefined : 0;
  const { end } = start(box, broker.url);
  const data = "device/data/vehicle_01";
  await broker.until((received) => published(received, data).length >= 3);
  broker.cut();
  broker.answers.puback = () => 0;
  broker.answers.deliver = storeAll;
  const by = (number: number) =>
    published(broker.received.filter(({ connection }) => connection === number), data);
  const lost = () => by(1).map(({ seq }) => seq);
  await broker.until(() => lost().every((seq) => by(2).some((reading) => reading.seq === seq)));
  const seqs = by(2).map(({ seq }) => seq);
  await end();
  assertEquals(seqs[0] > lost().at(-1), true); // what is new comes first, and is the evidence
  assertEquals(published(broker.received, "status/vehicle_01")[1].reason, "lost");
});

Deno.test("runDevice() samples on while there is no broker", async () => {
  const broker = startTinyBroker();
  await broker[Symbol.asyncDispose]();
  await using box = await memoryOutbox();
  const { end } = start(box, broker.url);
  await new Promise<void>((resolve) => {
    box.outbox.onWaiting = () => box.outbox.waiting >= 5 && resolve();
  });
  await end();
});

Deno.test("runDevice() keeps what the broker refuses", async () => {
  await using broker = startTinyBroker();
  await using box = await memoryOutbox();
  broker.answers.puback = ({ topic }) => topic!.startsWith("vehicle/") ? 0x10 : 0;
  const { counts, end } = start(box, broker.url, { legacyTopic: true });
  await broker.until((received) => published(received, "vehicle/speed/vehicle_01").length >= 1);
  await end();
  assertEquals(counts.refused[0], "vehicle/speed/vehicle_01 16");
  assertEquals(counts.accepted, 0);
  assertEquals(box.outbox.waiting > 0, true);
});

for (
  const [whose, properties, inFlight] of [
    ["the broker's Receive Maximum", [0x21, 0, 5], 1000], // two are for others
    ["its own limit", [], 3],
  ] as const
) {
  Deno.test(`runDevice() stays within ${whose}`, async () => {
    await using broker = startTinyBroker();
    await using box = await memoryOutbox();
    broker.answers.properties = [...properties];
    broker.answers.puback = ({ topic }) => topic!.startsWith("device/") ? undefined : 0;
    const { end } = start(box, broker.url, { inFlight });
    const data = "device/data/vehicle_01";
    await broker.until((received) => published(received, data).length >= 3);
    await box.writer.flush();
    assertEquals(published(broker.received, data).length, 3);
    await end();
  });
}

Deno.test("runDevice() throws what its sensors throw, and leaves as lost", async () => {
  await using broker = startTinyBroker();
  await using box = await memoryOutbox();
  let samples = 0;
  const sample = () => {
    if (++samples > 3 && broker.received.length > 1) throw new Error("no sensor");
    return { speed: 1 };
  };
  const { ended } = start(box, broker.url, { sensor: () => ({ sample }) });
  await assertRejects(() => ended, Error, "no sensor");
  assertEquals(published(broker.received, "status/vehicle_01").at(-1).reason, "lost");
});
