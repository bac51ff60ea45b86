import { assertEquals, assertRejects } from "@std/assert";
import { memoryLog } from "../lib/testing/log.ts";
import { startTinyBroker } from "../lib/testing/tiny_broker.ts";
import { memoryOutbox } from "../outbox/testing.ts";
import { type Device, runDevice } from "./run_device.ts";

type Box = Awaited<ReturnType<typeof memoryOutbox>>;

/** A device on `broker` that samples every 5 ms. */
function start(box: Box, url: string, change: Partial<Device> = {}) {
  const stop = new AbortController();
  const counts = { online: 0, accepted: 0, refused: [] as string[] };
  const device: Device = {
    id: "vehicle_01",
    password: "secret",
    broker: { url },
    outbox: box.outbox,
    sensor: () => ({ sample: () => ({ speed: 50 }) }),
    interval: 5,
    first: 0,
    connectAfter: 0,
    window: 128,
    legacyTopic: false,
    ...change,
  };
  const ended = runDevice(device, {
    log: memoryLog(),
    signal: stop.signal,
    events: {
      online: () => counts.online++,
      offline: () => counts.online--,
      accepted: () => counts.accepted++,
      refused: (topic, reason) => counts.refused.push(`${topic} ${reason}`),
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

Deno.test("runDevice() samples, publishes in order and settles", async () => {
  await using broker = startTinyBroker();
  await using box = await memoryOutbox();
  const { counts, end } = start(box, broker.url);
  await broker.until((received) => published(received, "device/data/vehicle_01").length >= 5);
  await end();
  const readings = published(broker.received, "device/data/vehicle_01");
  assertEquals(readings.map(({ seq }) => seq), readings.map((_, index) => index + 1));
  assertEquals(readings[0].speed, 50);
  assertEquals(box.outbox.waiting, 0);
  assertEquals(counts, { online: 0, accepted: readings.length, refused: [] });
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

Deno.test("runDevice() publishes again, in order, what a lost connection left unanswered", async () => {
  await using broker = startTinyBroker();
  await using box = await memoryOutbox();
  broker.answers.puback = ({ topic }) => topic!.startsWith("status/") ? 0 : undefined;
  const { end } = start(box, broker.url);
  await broker.until((received) => published(received, "device/data/vehicle_01").length >= 3);
  broker.cut();
  broker.answers.puback = () => 0;
  const second = () => broker.received.filter(({ connection }) => connection === 2);
  await broker.until(() => published(second(), "device/data/vehicle_01").length >= 5);
  await end();
  const readings = published(second(), "device/data/vehicle_01");
  assertEquals(readings.map(({ seq }) => seq), readings.map((_, index) => index + 1));
  assertEquals(published(second(), "status/vehicle_01")[0].reason, "lost");
  assertEquals(box.outbox.waiting, 0);
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
  broker.answers.puback = ({ topic }) => topic!.startsWith("status/") ? 0 : 0x10;
  const { counts, end } = start(box, broker.url, { legacyTopic: true });
  await broker.until((received) => published(received, "vehicle/speed/vehicle_01").length >= 1);
  await end();
  assertEquals(counts.refused[0], "vehicle/speed/vehicle_01 16");
  assertEquals(counts.accepted, 0);
  assertEquals(box.outbox.waiting > 0, true);
});

Deno.test("runDevice() stays within the broker's Receive Maximum", async () => {
  await using broker = startTinyBroker();
  await using box = await memoryOutbox();
  broker.answers.properties = [0x21, 0, 4];
  broker.answers.puback = () => undefined;
  const { end } = start(box, broker.url);
  await broker.until((received) => published(received, "device/data/vehicle_01").length >= 3);
  await box.writer.flush();
  const unanswered = broker.received.filter(({ type }) => type === "publish").length;
  assertEquals(unanswered, 4); // the status and three readings
  await end();
});

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
