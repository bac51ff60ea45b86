import { assertEquals, assertMatch } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Outbox } from "./outbox.ts";
import { memoryLog } from "../lib/testing/log.ts";
import { AT_HAND, seqs, SETTLE } from "./testing.ts";
import { Writer } from "./writer.ts";

/** A KV file in memory whose commits are counted, and fail while `broken`. */
async function watchedKv() {
  const kv = await Deno.openKv(":memory:");
  const watch = { commits: 0, broken: false };
  const atomic = () => {
    const operation = kv.atomic();
    const commit = operation.commit.bind(operation);
    operation.commit = () => {
      watch.commits++;
      return watch.broken ? Promise.reject(new Error("database or disk is full")) : commit();
    };
    return operation;
  };
  const watched = new Proxy(kv, {
    get(target, name) {
      if (name === "atomic") return atomic;
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return Object.assign(watch, { kv: watched });
}

async function setUp({ devices = 1, limit = 10_000 } = {}) {
  const watch = await watchedKv();
  const log = memoryLog();
  const writer = new Writer(watch.kv, log);
  const outboxes = await Promise.all(
    Array.from(
      { length: devices },
      (_, index) =>
        Outbox.open(`vehicle_${index}`, {
          kv: watch.kv,
          writer,
          limit,
          atHand: AT_HAND,
          settle: SETTLE,
        }),
    ),
  );
  const close = async () => {
    await writer.close();
    watch.kv.close();
  };
  return { watch, log, writer, outboxes, outbox: outboxes[0], close };
}

Deno.test("request() writes what all devices append in one turn with one commit", async () => {
  const { watch, writer, outboxes, close } = await setUp({ devices: 20 });
  for (const outbox of outboxes) for (let n = 0; n < 10; n++) outbox.append(n, {});
  await writer.flush();
  assertEquals(watch.commits, 1);
  assertEquals(outboxes.map(({ waiting }) => waiting), Array(20).fill(10));
  await close();
});

Deno.test("request() keeps a commit below the mutations that KV takes, with very many devices", async () => {
  const { watch, writer, outboxes, close } = await setUp({ devices: 1000 });
  for (const outbox of outboxes) outbox.append(1, {});
  await writer.flush();
  assertEquals(watch.commits, 2);
  assertEquals(outboxes.every(({ waiting }) => waiting === 1), true);
  await close();
});

Deno.test("request() splits what is too much for one commit, and loses none", async () => {
  const { watch, writer, outboxes, close } = await setUp({ devices: 3 });
  for (const outbox of outboxes) for (let n = 0; n < 700; n++) outbox.append(n, {});
  await writer.flush();
  assertEquals(watch.commits, 5); // 2,100 readings, 500 a commit
  for (const outbox of outboxes) assertEquals((await outbox.next(1000)).length, 700);
  await close();
});

Deno.test("request() keeps a commit below the size that KV takes", async () => {
  const { writer, outbox, close } = await setUp();
  const figures = { detection_label: "ä".repeat(7 * 1024) };
  for (let n = 0; n < 200; n++) outbox.append(n, figures);
  await writer.flush();
  assertEquals(outbox.waiting, 200);
  await close();
});

Deno.test("request() keeps a commit below the mutations that KV takes, evictions included", async () => {
  const { writer, outbox, close } = await setUp({ limit: 600 });
  for (let n = 0; n < 600; n++) outbox.append(n, {});
  await writer.flush();
  for (let n = 0; n < 600; n++) outbox.append(n, {});
  await writer.flush();
  assertEquals(outbox.waiting, 600);
  assertEquals(outbox.losses.evicted, 600);
  await close();
});

Deno.test("requestLater() waits for a commit that has more to say, at most a second", async () => {
  using time = new FakeTime();
  const { watch, writer, outbox, close } = await setUp();
  outbox.append(1, {});
  outbox.append(2, {});
  await writer.flush();
  const [{ place: { epoch: { epoch } } }] = await outbox.next(2);
  outbox.stored(epoch, [[1, 1]]);
  await time.tickAsync(999);
  assertEquals(watch.commits, 1);
  await time.tickAsync(1);
  await writer.flush();
  assertEquals(watch.commits, 2);
  outbox.stored(epoch, [[2, 2]]);
  outbox.append(3, {});
  await writer.flush();
  assertEquals(watch.commits, 3);
  assertEquals(
    await Array.fromAsync(
      watch.kv.list({ start: ["vehicle_0", "reading", 1, 1], end: ["vehicle_0", "reading", 1, 3] }),
    ),
    [],
  );
  await close();
});

Deno.test("request() keeps readings in memory while the disk is full, and numbers them later", async () => {
  using time = new FakeTime();
  const { watch, log, writer, outbox, close } = await setUp({ limit: 600 });
  watch.broken = true;
  for (let n = 0; n < 700; n++) {
    outbox.append(n, {});
    await time.tickAsync(100);
  }
  assertEquals(writer.failing, true);
  assertEquals(outbox.waiting, 0);
  assertEquals(outbox.inMemory, 601); // one is in the batch that fails
  assertEquals(outbox.losses.dropped, 99);
  assertEquals(log.lines.length, 2); // 70 s, once a minute
  assertMatch(log.lines[0], /readings stay in memory: database or disk is full/);
  watch.broken = false;
  await writer.close();
  assertEquals(outbox.inMemory, 0);
  const readings = await outbox.next(1000);
  assertEquals(seqs(readings).at(0), 2); // the limit holds for the file too: the oldest went
  assertEquals(JSON.parse(readings[0].payload).timestamp, 100);
  assertEquals(outbox.losses.evicted, 1);
  await close();
});

Deno.test("close() gives up on a disk that stays full", async () => {
  const { watch, outbox, close } = await setUp();
  watch.broken = true;
  outbox.append(1, {});
  await close();
  assertEquals(outbox.waiting, 0);
});
