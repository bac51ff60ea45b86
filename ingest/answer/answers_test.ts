import { assert, assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { parseStored, type StoredReadings } from "../../devices/wire/stored.ts";
import { Counts } from "../counts.ts";
import { Answers } from "./answers.ts";

const INTERVAL = 2000; // ms

function setUp() {
  const time = new FakeTime();
  const said: [topic: string, payload: string][] = [];
  const broker = { connected: true };
  const counts = new Counts();
  const answers = new Answers({
    connected: () => broker.connected,
    publish: (topic, payload) => void said.push([topic, payload]),
    counts,
    interval: INTERVAL,
    now: () => time.now,
  });
  /** A commit of these readings of a device. */
  const commit = async (deviceId: string, ...seqs: number[]) => {
    for (const seq of seqs) answers.reading(deviceId, 5, seq);
    await time.runMicrotasks();
  };
  /** What was said since the last call. */
  const heard = () => said.splice(0).map(([topic, payload]) => `${topic} ${payload}`);
  const end = () => {
    answers.stop();
    time.restore();
  };
  return { time, answers, broker, counts, commit, heard, [Symbol.dispose]: end };
}

function stored(deviceId: string, from: number, to: number, epoch = 5): string {
  return `stored/${deviceId} {"epoch":${epoch},"seq":[[${from},${to}]]}`;
}

Deno.test("Answers tells a device at once of what one commit covers", async () => {
  using all = setUp();
  await all.commit("a", 1, 2, 3);
  assertEquals(all.heard(), [stored("a", 1, 3)]);
  assertEquals(all.counts.answers, { stored: 1, accounts: 0 });
});

Deno.test("Answers tells a device again when the last time is an interval ago", async () => {
  using all = setUp();
  await all.commit("a", 1);
  await all.time.tickAsync(500);
  await all.commit("a", 2);
  await all.commit("b", 1);
  assertEquals(all.heard(), [stored("a", 1, 1), stored("b", 1, 1)]);
  await all.time.tickAsync(INTERVAL - 501);
  await all.commit("a", 3);
  await all.commit("b", 2);
  assertEquals(all.heard(), []);
  await all.time.tickAsync(1);
  assertEquals(all.heard(), [stored("a", 2, 3)]);
  await all.time.tickAsync(499);
  assertEquals(all.heard(), []);
  await all.time.tickAsync(1);
  assertEquals(all.heard(), [stored("b", 2, 2)]);
  await all.time.tickAsync(10 * INTERVAL);
  await all.commit("a", 4);
  assertEquals(all.heard(), [stored("a", 4, 4)], "at once after a long silence");
});

Deno.test("Answers tells a device at once of many readings", async () => {
  using all = setUp();
  await all.commit("a", 1);
  all.heard();
  for (let seq = 2; seq <= 64; seq++) await all.commit("a", seq);
  assertEquals(all.heard(), []);
  await all.commit("a", 65);
  assertEquals(all.heard(), [stored("a", 2, 65)]);
});

Deno.test("Answers says each epoch by itself", async () => {
  using all = setUp();
  all.answers.reading("a", 6, 1);
  await all.commit("a", 1);
  assertEquals(all.heard(), [stored("a", 1, 1, 6), stored("a", 1, 1)]);
});

Deno.test("Answers keeps messages to a size that brokers take", async () => {
  using all = setUp();
  const far = 2 ** 53 - 1;
  await all.commit("a", ...Array.from({ length: 2500 }, (_, k) => far - 2 * k));
  const messages = all.heard().map((line) => line.slice("stored/a ".length));
  assertEquals(messages.length, 3);
  assert(messages.every(({ length }) => length < 100_000));
  const ranges = messages.flatMap((text) => (parseStored(text) as StoredReadings).seq);
  assertEquals(ranges.length, 2500);
});

Deno.test("Answers tells at once that an account is stored, the last one of a commit", async () => {
  using all = setUp();
  await all.commit("a", 1);
  all.heard();
  await all.commit("a", 2);
  for (const account of [8, 9, 7]) all.answers.account("a", account);
  await all.time.runMicrotasks();
  assertEquals(all.heard(), ['stored/a {"account":9}']);
  assertEquals(all.counts.answers, { stored: 1, accounts: 1 });
});

Deno.test("Answers waits for a connection", async () => {
  using all = setUp();
  await all.commit("a", 1);
  await all.commit("a", 2);
  all.heard();
  all.broker.connected = false;
  all.answers.account("b", 7);
  await all.commit("b", 1);
  await all.time.tickAsync(10 * INTERVAL);
  all.answers.tellAll();
  assertEquals(all.heard(), []);
  all.broker.connected = true;
  all.answers.tellAll();
  assertEquals(all.heard(), [stored("a", 2, 2), 'stored/b {"account":7}', stored("b", 1, 1)]);
  await all.commit("a", 3);
  await all.time.tickAsync(INTERVAL);
  assertEquals(all.heard(), [stored("a", 3, 3)]);
});

Deno.test("Answers forgets devices that it has nothing to say to", async () => {
  using all = setUp();
  for (let device = 0; device < 100; device++) await all.commit(`d${device}`, 1);
  await all.time.tickAsync(2 * INTERVAL);
  all.heard();
  assertEquals(await all.time.nextAsync(), false, "no timer is left");
});
