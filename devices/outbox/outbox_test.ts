import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { memoryOutbox, seqs } from "./testing.ts";

const far = Number.MAX_SAFE_INTEGER;

function fill(outbox: { append(timestamp: number, figures: object): void }, count: number) {
  for (let n = 1; n <= count; n++) outbox.append(n, { speed: n });
}

async function keys(kv: Deno.Kv): Promise<Deno.KvKey[]> {
  return (await Array.fromAsync(kv.list({ prefix: [] }))).map(({ key }) => key);
}

Deno.test("append() writes before next() gives", async () => {
  await using box = await memoryOutbox();
  box.outbox.append(1.5, { speed: 50 });
  assertEquals(await box.outbox.next(10), []);
  assertEquals(box.outbox.inMemory, 1);
  await box.writer.flush();
  const [reading] = await box.outbox.next(10);
  assertEquals(JSON.parse(reading.payload), {
    device_id: "vehicle_01",
    epoch: reading.epoch,
    seq: 1,
    timestamp: 1.5,
    speed: 50,
  });
  const stored = await box.kv.get(["vehicle_01", "reading", 1, 1]);
  assertEquals(stored.value, reading.payload);
});

Deno.test("append() numbers without a gap and tells that there is something to publish", async () => {
  await using box = await memoryOutbox();
  let told = 0;
  box.outbox.onWaiting = () => told++;
  fill(box.outbox, 3);
  await box.writer.flush();
  assertEquals(told, 1);
  assertEquals(seqs(await box.outbox.next(10)), [1, 2, 3]);
  const record = await box.kv.get<{ produced: number }>(["vehicle_01", "epoch", 1]);
  assertEquals(record.value?.produced, 3);
});

Deno.test("append() refuses a reading over 16 KiB before it gets a seq", async () => {
  await using box = await memoryOutbox();
  box.outbox.append(1, { detection_label: "ä".repeat(8 * 1024) });
  box.outbox.append(2, { detection_label: "a".repeat(16 * 1024) });
  box.outbox.append(3, { detection_label: "a".repeat(15 * 1024) });
  await box.writer.flush();
  assertEquals(seqs(await box.outbox.next(10)), [1]);
  assertEquals(box.outbox.losses.oversize, 2);
});

Deno.test("append() throws at a figure that is not finite", async () => {
  await using box = await memoryOutbox();
  assertThrows(() => box.outbox.append(1, { speed: NaN }), RangeError, "speed must be a finite");
});

Deno.test("next() gives what is at hand and what is only in the file in one order", async () => {
  await using box = await memoryOutbox();
  fill(box.outbox, 1200);
  await box.writer.flush();
  const readings = [...await box.outbox.next(1100), ...await box.outbox.next(1100)];
  assertEquals(seqs(readings), Array.from({ length: 1200 }, (_, index) => index + 1));
  for (const { seq, payload } of readings) assertEquals(JSON.parse(payload).seq, seq);
});

Deno.test("next() leaves out what arrived while it read the file", async () => {
  await using box = await memoryOutbox();
  fill(box.outbox, 100);
  await box.writer.flush();
  const [{ epoch }] = await box.outbox.next(1);
  const reading = box.outbox.next(3);
  box.outbox.settle(epoch, [[3, 3]]);
  assertEquals(seqs(await reading), [2, 4]);
});

Deno.test("rewind() gives again what is not settled", async () => {
  await using box = await memoryOutbox();
  fill(box.outbox, 4);
  await box.writer.flush();
  const [{ epoch }] = await box.outbox.next(3);
  box.outbox.settle(epoch, [[1, 1], [3, 3]]);
  box.outbox.rewind();
  assertEquals(seqs(await box.outbox.next(9)), [2, 4]);
});

Deno.test("settle() deletes from the file", async () => {
  await using box = await memoryOutbox();
  fill(box.outbox, 3);
  await box.writer.flush();
  const [{ epoch }] = await box.outbox.next(3);
  box.outbox.settle(epoch, [[1, 2]]);
  assertEquals(box.outbox.waiting, 1);
  await box.writer.flush();
  assertEquals((await keys(box.kv)).filter((key) => key[1] === "reading"), [
    ["vehicle_01", "reading", 1, 3],
  ]);
});

Deno.test("settle() passes over what is not in the outbox", async () => {
  await using box = await memoryOutbox();
  fill(box.outbox, 1);
  await box.writer.flush();
  const [{ epoch }] = await box.outbox.next(1);
  box.outbox.settle(epoch + 1, [[1, 1]]);
  box.outbox.settle(epoch, [[2, far]]);
  assertEquals(box.outbox.waiting, 1);
});

Deno.test("open() publishes first what an earlier start left, with its epoch and seq", async () => {
  const kv = await Deno.openKv(":memory:");
  const first = await memoryOutbox({ kv });
  fill(first.outbox, 3);
  await first.writer.close();
  await using second = await memoryOutbox({ kv });
  fill(second.outbox, 2);
  await second.writer.flush();
  const readings = await second.outbox.next(9);
  assertEquals(seqs(readings), [1, 2, 3, 1, 2]);
  assertEquals(readings[0].epoch, readings[2].epoch);
  assertNotEquals(readings[2].epoch, readings[3].epoch);
  assert(readings.every(({ epoch }) => epoch > 0 && epoch <= 2 ** 52));
  assertEquals(JSON.parse(readings[0].payload).epoch, readings[0].epoch);
});

Deno.test("open() leaves no trace of an earlier epoch that has arrived whole", async () => {
  const kv = await Deno.openKv(":memory:");
  const first = await memoryOutbox({ kv });
  fill(first.outbox, 2);
  await first.writer.close();
  await using second = await memoryOutbox({ kv });
  const [{ epoch }] = await second.outbox.next(9);
  second.outbox.settle(epoch, [[1, 2]]);
  await second.writer.flush();
  assertEquals(await keys(kv), []);
});

Deno.test("open() forgets an earlier epoch of which nothing is left", async () => {
  const kv = await Deno.openKv(":memory:");
  const first = await memoryOutbox({ kv });
  fill(first.outbox, 2);
  await first.writer.flush();
  const [{ epoch }] = await first.outbox.next(9);
  first.outbox.settle(epoch, [[1, 2]]);
  await first.writer.close();
  assertEquals(await keys(kv), [["vehicle_01", "epoch", 1]]);
  await using second = await memoryOutbox({ kv });
  await second.writer.flush();
  assertEquals(await keys(kv), []);
});

Deno.test("open() keeps an earlier epoch that has lost readings: they are to be accounted for", async () => {
  const kv = await Deno.openKv(":memory:");
  const first = await memoryOutbox({ kv, limit: 2 });
  fill(first.outbox, 2);
  await first.writer.flush();
  fill(first.outbox, 1);
  await first.writer.close();
  await using second = await memoryOutbox({ kv });
  const [{ epoch }] = await second.outbox.next(9);
  second.outbox.settle(epoch, [[1, 3]]);
  await second.writer.flush();
  assertEquals(await keys(kv), [["vehicle_01", "epoch", 1], ["vehicle_01", "evicted", 1, 1]]);
});

Deno.test("append() at the limit evicts the oldest that is not published", async () => {
  await using box = await memoryOutbox({ limit: 5 });
  fill(box.outbox, 4);
  await box.writer.flush();
  await box.outbox.next(2);
  fill(box.outbox, 3);
  await box.writer.flush();
  assertEquals(box.outbox.waiting, 5);
  assertEquals(box.outbox.losses.evicted, 2);
  box.outbox.rewind();
  assertEquals(seqs(await box.outbox.next(9)), [1, 2, 5, 6, 7]);
  assertEquals((await box.kv.get(["vehicle_01", "evicted", 1, 3])).value, 4);
});

Deno.test("open() with a lower limit evicts as it is written", async () => {
  const kv = await Deno.openKv(":memory:");
  const first = await memoryOutbox({ kv });
  fill(first.outbox, 1500);
  await first.writer.close();
  await using second = await memoryOutbox({ kv, limit: 100 });
  fill(second.outbox, 1);
  await second.writer.flush();
  assertEquals(second.outbox.waiting, 100);
  assertEquals(second.outbox.losses.evicted, 1401);
  assertEquals((await kv.get(["vehicle_01", "evicted", 1, 1])).value, 1401);
});
