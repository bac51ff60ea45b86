import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { type Waiting } from "./outbox.ts";
import { memoryOutbox, seqs } from "./testing.ts";

const far = Number.MAX_SAFE_INTEGER;

function fill(outbox: { append(timestamp: number, figures: object): void }, count: number) {
  for (let n = 1; n <= count; n++) outbox.append(n, { speed: n });
}

/** The number of a reading's epoch. */
function number({ place }: Waiting): number {
  return place.epoch.epoch;
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
    epoch: reading.place.epoch.epoch,
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
  await using box = await memoryOutbox({ window: 2000 });
  fill(box.outbox, 1200);
  await box.writer.flush();
  const readings = [...await box.outbox.next(1100), ...await box.outbox.next(1100)];
  assertEquals(seqs(readings), Array.from({ length: 1200 }, (_, index) => index + 1));
  for (const { place, payload } of readings) assertEquals(JSON.parse(payload).seq, place.seq);
});

Deno.test("next() leaves out what arrived while it read the file", async () => {
  await using box = await memoryOutbox();
  fill(box.outbox, 100);
  await box.writer.flush();
  const epoch = number((await box.outbox.next(1))[0]);
  const reading = box.outbox.next(3);
  box.outbox.stored(epoch, [[3, 3]]);
  assertEquals(seqs(await reading), [2, 4]);
});

Deno.test("stored() deletes from the file", async () => {
  await using box = await memoryOutbox();
  fill(box.outbox, 3);
  await box.writer.flush();
  const epoch = number((await box.outbox.next(3))[0]);
  box.outbox.stored(epoch, [[1, 2]]);
  assertEquals(box.outbox.waiting, 1);
  await box.writer.flush();
  assertEquals((await keys(box.kv)).filter((key) => key[1] === "reading"), [
    ["vehicle_01", "reading", 1, 3],
  ]);
});

Deno.test("stored() passes over what is not in the outbox", async () => {
  await using box = await memoryOutbox();
  fill(box.outbox, 1);
  await box.writer.flush();
  const epoch = number((await box.outbox.next(1))[0]);
  box.outbox.stored(epoch + 1, [[1, 1]]);
  box.outbox.stored(epoch, [[2, far]]);
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
  assertEquals(number(readings[0]), number(readings[2]));
  assertNotEquals(number(readings[2]), number(readings[3]));
  assert(readings.map(number).every((epoch) => epoch > 0 && epoch <= 2 ** 52));
  assertEquals(JSON.parse(readings[0].payload).epoch, number(readings[0]));
});

Deno.test("open() takes what an earlier start has published for published, and nothing else", async () => {
  const kv = await Deno.openKv(":memory:");
  const first = await memoryOutbox({ kv });
  fill(first.outbox, 4);
  await first.writer.flush();
  await first.outbox.next(2);
  await first.writer.close(); // writes how far it came
  await using second = await memoryOutbox({ kv });
  assertEquals(second.outbox.outstanding, 2);
  assertEquals(seqs(await second.outbox.next(9)), [3, 4]);
});

Deno.test("next() writes how far it has published with the next commit", async () => {
  await using box = await memoryOutbox();
  const published = async () =>
    (await box.kv.get<{ published: number }>(["vehicle_01", "epoch", 1])).value?.published;
  fill(box.outbox, 3);
  await box.writer.flush();
  assertEquals(await published(), 0);
  await box.outbox.next(2);
  fill(box.outbox, 1);
  await box.writer.flush();
  assertEquals(await published(), 2);
});

Deno.test("next() gives again what was lost, in the file by now, and gives up what nobody takes", async () => {
  let now = 0;
  await using box = await memoryOutbox({ monotonic: () => now });
  fill(box.outbox, 300);
  await box.writer.flush();
  const [first] = await box.outbox.next(300);
  const epoch = number(first);
  box.outbox.stored(epoch, [[2, 99], [101, 300]]);
  assertEquals([await box.outbox.next(9), box.outbox.nextIn()], [[], 100]);
  now = 100;
  assertEquals(seqs(await box.outbox.next(9)), [1, 100]);
  for (let seq = 301; now < 5_000_000; now += 30_000, seq++) {
    fill(box.outbox, 1);
    await box.writer.flush();
    await box.outbox.next(9);
    box.outbox.stored(epoch, [[seq, seq]]);
  }
  assertEquals([box.outbox.waiting, box.outbox.losses.evicted], [0, 2]);
  await box.writer.flush();
  assertEquals((await box.kv.get(["vehicle_01", "evicted", 1, 100])).value, {
    to: 100,
    reason: "unanswered",
  });
});

Deno.test("refused() has next() give a reading again", async () => {
  await using box = await memoryOutbox();
  fill(box.outbox, 2);
  await box.writer.flush();
  const [first] = await box.outbox.next(1);
  box.outbox.refused(first.place);
  assertEquals(box.outbox.isPublished, false);
  assertEquals(seqs(await box.outbox.next(9)), [1, 2]);
  assertEquals(box.outbox.isPublished, true);
});

Deno.test("account() says what is on the disk, under a number that is there too", async () => {
  await using box = await memoryOutbox();
  fill(box.outbox, 3);
  const { account, epochs } = await box.outbox.account();
  const [{ epoch }] = epochs;
  assertEquals(epochs, [{ epoch, produced: 3, oldest: 1, evicted: [] }]);
  assertEquals((await box.kv.get(["vehicle_01", "account"])).value, account);
  assertEquals(box.outbox.isChanged, false);
  await box.outbox.next(9);
  box.outbox.stored(epoch, [[1, 3]]);
  assertEquals(box.outbox.isChanged, true);
  const next = await box.outbox.account();
  assertEquals(next.account > account, true);
  assertEquals(next.epochs, [{ epoch, produced: 3, oldest: 4, evicted: [] }]);
});

Deno.test("accountStored() lets go of an earlier epoch that was shown empty, without a trace", async () => {
  const kv = await Deno.openKv(":memory:");
  const first = await memoryOutbox({ kv, limit: 2 });
  fill(first.outbox, 2);
  await first.writer.flush();
  fill(first.outbox, 2);
  await first.writer.close();
  await using second = await memoryOutbox({ kv });
  const full = await second.outbox.account();
  assertEquals(full.epochs.map(({ evicted }) => evicted), [[[1, 2, "overflow"]]]);
  const epoch = number((await second.outbox.next(9))[0]);
  second.outbox.stored(epoch, [[1, 9]]);
  second.outbox.accountStored(full.account);
  const empty = await second.outbox.account();
  assertEquals(empty.epochs[0].oldest, 5);
  second.outbox.accountStored(empty.account + 1); // not ours
  assertEquals((await second.outbox.account()).epochs.length, 1);
  second.outbox.accountStored(empty.account);
  assertEquals((await second.outbox.account()).epochs, []);
  await second.writer.flush();
  assertEquals(await keys(kv), [["vehicle_01", "account"]]);
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
  assertEquals(seqs(await box.outbox.next(9)), [5, 6, 7]);
  assertEquals((await box.kv.get(["vehicle_01", "evicted", 1, 3])).value, {
    to: 4,
    reason: "overflow",
  });
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
  assertEquals((await kv.get(["vehicle_01", "evicted", 1, 1])).value, {
    to: 1401,
    reason: "overflow",
  });
});
