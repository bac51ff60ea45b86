import { assertEquals } from "@std/assert";
import { Counts } from "./counts.ts";
import type { Message } from "./decode/message.ts";
import type { Row } from "./decode/row.ts";
import type { Refused } from "./letters/letter.ts";
import { Pipeline, type RowSink } from "./pipeline.ts";
import { type Held, Hold } from "./receive/hold.ts";
import { DEVICE_ACCOUNT, DEVICE_DATA, DEVICE_STATUS } from "./tables.ts";

const NOW = 1_768_478_400_000;

/** A sink that keeps what it is given. */
class FakeSink implements RowSink {
  readonly rows: Row[] = [];
  readonly owners: Held[] = [];
  add(row: Row, owner: Held): void {
    this.rows.push(row);
    this.owners.push(owner);
  }
  discard(isStale: (owner: Held) => boolean): void {
    const kept = this.owners.filter((owner) => !isStale(owner));
    this.owners.splice(0, this.owners.length, ...kept);
  }
}

function setUp(refused = Promise.resolve()) {
  const [data, status, account] = [new FakeSink(), new FakeSink(), new FakeSink()];
  const counts = new Counts();
  const acknowledged: number[] = [];
  const refusals: Refused[] = [];
  const answered: (string | number)[][] = [];
  const offline = new Set<string>();
  const pipeline = new Pipeline({
    registry: { clockSkewLimit: 1000, offline },
    sinks: new Map([[DEVICE_DATA, data], [DEVICE_STATUS, status], [DEVICE_ACCOUNT, account]]),
    counts,
    refuse(refusal) {
      refusals.push(refusal);
      return refused;
    },
    discardRefused: () => {},
    answers: {
      reading: (...reading) => void answered.push(reading),
      account: (...account) => void answered.push(account),
    },
  });
  const hold = new Hold(100, (ids) => void acknowledged.push(...ids));
  return {
    pipeline,
    data,
    status,
    account,
    counts,
    hold,
    acknowledged,
    refusals,
    answered,
    offline,
  };
}

function message(topic: string, payload: unknown, retained = false): Message {
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  return { topic, payload: bytes, retained, receivedAt: NOW };
}

const READING = message("device/data/a", { timestamp: NOW - 5, speed: 1, colour: "red" });

/** Lets promises that are resolved go on. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

Deno.test("Pipeline acknowledges a reading when its row is stored, and not before", async () => {
  const { pipeline, data, counts, hold, acknowledged } = setUp();
  pipeline.receive(READING, 1, hold);
  await turn();
  assertEquals(data.rows.length, 1);
  assertEquals(acknowledged, []);
  const [{ deviceId, ts, received }] = data.owners;
  assertEquals([deviceId, ts, received], ["a", NOW - 5, NOW]);
  pipeline.stored(data.owners);
  await turn();
  assertEquals(acknowledged, [1]);
  assertEquals([counts.received, counts.stored, counts.commits], [1, 1, 1]);
  assertEquals([...counts.unknown], [["colour", 1]]);
});

Deno.test("Pipeline acknowledges a refused message when it is kept, and not before", async () => {
  const kept = Promise.withResolvers<void>();
  const { pipeline, counts, hold, acknowledged, refusals } = setUp(kept.promise);
  const bad = message("device/data/a", { epoch: 5, seq: 6 });
  pipeline.receive(bad, 1, hold);
  await turn();
  const [{ refusal, source, origin }] = refusals;
  assertEquals([refusal.reason, source, refusals[0].message], [
    "timestamp_missing",
    "decoder",
    bad,
  ]);
  assertEquals(origin, { deviceId: "a", epoch: 5, seq: 6 });
  assertEquals(acknowledged, []);
  kept.resolve();
  await turn();
  assertEquals(acknowledged, [1]);
  assertEquals([...counts.rejected], [["timestamp_missing", 1]]);
});

Deno.test("Pipeline refuses what the database refuses, and stores its neighbours", async () => {
  const { pipeline, data, hold, acknowledged, refusals } = setUp();
  for (const id of [1, 2, 3]) pipeline.receive(READING, id, hold);
  const [first, second, third] = data.owners;
  pipeline.refused(second, "cast error");
  pipeline.stored([first, third]);
  await turn();
  const [{ refusal, source, message }] = refusals;
  assertEquals([refusal.sentence, source, message], [
    "The database refused the row: cast error",
    "database",
    READING,
  ]);
  assertEquals(acknowledged, [1, 2, 3]);
});

Deno.test("Pipeline learns from what is stored who is offline, and ignores a replayed will", async () => {
  const { pipeline, status, counts, hold, acknowledged, offline } = setUp();
  const will = { status: "offline", reason: "lost" };
  pipeline.receive(message("status/a", will), 1, hold);
  pipeline.passedOver([status.owners[0]]);
  assertEquals([...offline], [], "it is to come again");
  pipeline.receive(message("status/a", will, true), 2, hold);
  pipeline.stored([status.owners[1]]);
  assertEquals([...offline], ["a"]);
  pipeline.receive(message("status/a", will, true), 3, hold);
  assertEquals([status.rows.length, counts.ignored], [2, 1]);
  pipeline.receive(message("status/a", { status: "online", since: NOW }), 4, hold);
  pipeline.stored([status.owners[2]]);
  assertEquals([...offline], []);
  pipeline.receive(message("status/a", will, true), 5, hold);
  pipeline.stored([status.owners[3]]);
  await turn();
  assertEquals(acknowledged, [1, 2, 3, 4, 5]);
});

Deno.test("Pipeline.discardClosed() forgets what a closed connection brought", () => {
  const { pipeline, data, hold } = setUp();
  pipeline.receive(READING, 1, hold);
  hold.close();
  const next = new Hold(100, () => {});
  pipeline.receive(READING, 1, next);
  pipeline.discardClosed();
  assertEquals(data.owners.map((owner) => owner.hold), [next]);
});

Deno.test("Pipeline answers a reading with an identity, stored or kept as a letter", async () => {
  const { pipeline, data, hold, answered } = setUp();
  const identity = { epoch: 5, timestamp: NOW };
  pipeline.receive(message("device/data/a", { ...identity, seq: 1 }), 1, hold);
  pipeline.receive(message("device/data/a", { ...identity, seq: 2, speed: {} }), 2, hold);
  pipeline.receive(message("device/data/a", { ...identity, seq: 3 }), 3, hold);
  assertEquals(answered, [], "nothing is in the database yet");
  const [first, third] = data.owners;
  pipeline.stored([first]);
  pipeline.refused(third, "cast error");
  await turn();
  assertEquals(answered.sort(), [["a", 5, 1], ["a", 5, 2], ["a", 5, 3]]);
});

Deno.test("Pipeline answers nobody who does not wait, or has no name for a topic", async () => {
  const { pipeline, data, hold, answered } = setUp();
  for (const identity of [{}, { epoch: 0, seq: 1 }, { epoch: 5, seq: 0 }, { epoch: 5 }]) {
    pipeline.receive(message("device/data/a", { ...identity, timestamp: NOW }), 1, hold);
  }
  pipeline.receive(message("device/data/+", { epoch: 5, seq: 1, timestamp: NOW }), 1, hold);
  pipeline.receive(message("status/a", { epoch: 5, seq: 1 }), 1, hold);
  pipeline.stored(data.owners);
  await turn();
  assertEquals([data.owners.length, hold.size, answered], [4, 0, []]);
});

Deno.test("Pipeline answers an account when all of its rows are stored", async () => {
  const { pipeline, account, hold, acknowledged, answered } = setUp();
  const epochs = [1, 2].map((epoch) => ({ epoch, produced: 5, oldest: 6, evicted: [] }));
  pipeline.receive(message("account/a", { account: 7, epochs }), 1, hold);
  const [first, second] = account.owners;
  pipeline.stored([first]);
  await turn();
  assertEquals([acknowledged, answered], [[], []]);
  pipeline.stored([second]);
  await turn();
  assertEquals([acknowledged, answered], [[1], [["a", 7]]]);
  pipeline.receive(message("account/a", { account: 8, epochs: [] }), 2, hold);
  pipeline.refused(account.owners[2], "cast error");
  await turn();
  assertEquals([acknowledged, answered.length], [[1, 2], 1]);
});

Deno.test("Pipeline.passedOver() acknowledges, and tells nobody that it is stored", async () => {
  const { pipeline, account, hold, acknowledged, answered, counts } = setUp();
  const epochs = [1, 2].map((epoch) => ({ epoch, produced: 1, oldest: 1, evicted: [] }));
  pipeline.receive(message("account/a", { account: 7, epochs }), 5, hold);
  pipeline.stored([account.owners[0]]);
  pipeline.passedOver([account.owners[1]]);
  await Promise.resolve();
  assertEquals([acknowledged, answered, counts.passedOver], [[5], [], 1]);
});
