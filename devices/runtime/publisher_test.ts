import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Backoff } from "../lib/backoff.ts";
import { newEpoch, type Place } from "../settle/epoch.ts";
import { Publisher } from "./publisher.ts";

/** An outbox of seq 1 to `last` and a broker that answers when it is told to. */
function setUp({ last = 0, inFlight = 4 } = {}) {
  const outbox = new FakeOutbox(last);
  const open: { seq: number; answered: (reason: number | undefined) => void }[] = [];
  const sent: number[] = [];
  const refused: number[] = [];
  const errors: unknown[] = [];
  const broker = { gone: false };
  let accepted = 0;
  const publisher = new Publisher(outbox, {
    publish: (_, payload, answered) => {
      if (broker.gone) return answered(undefined);
      sent.push(Number(payload));
      open.push({ seq: Number(payload), answered });
    },
    topic: "device/data/a",
    inFlight,
    onAccepted: () => accepted++,
    onRefused: (reason) => refused.push(reason),
    onError: (error) => errors.push(error),
    backoff: new Backoff({ min: 1000, max: 4000, random: () => 0.999999 }),
  });
  /** Answers the oldest `reasons.length` publications, and lets the publisher act on it. */
  const answer = async (...reasons: (number | undefined)[]) => {
    for (const reason of reasons) open.shift()!.answered(reason);
    await settled();
  };
  return {
    outbox,
    publisher,
    sent,
    open,
    refused,
    errors,
    broker,
    answer,
    accepted: () => accepted,
  };
}

/** Gives each reading once, and before these what was refused. */
class FakeOutbox {
  readonly again: number[] = [];
  connections = 0;
  wait: number | undefined;
  broken = false;
  readonly #epoch = newEpoch(1, 1);
  #next = 1;

  constructor(public last: number) {}

  get isPublished(): boolean {
    return this.again.length === 0 && this.#next > this.last;
  }

  connected(): void {
    this.connections++;
  }

  next(limit: number) {
    if (this.broken) return Promise.reject(new Error("disk I/O error"));
    const seqs = this.again.splice(0, limit);
    while (seqs.length < limit && this.#next <= this.last) seqs.push(this.#next++);
    const readings = seqs.map((seq) => ({
      place: { epoch: this.#epoch, seq },
      payload: String(seq),
    }));
    return Promise.resolve(readings);
  }

  nextIn(): number | undefined {
    return this.wait;
  }

  refused({ seq }: Place): void {
    this.again.push(seq);
  }
}

/** Lets all promises that can go on go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

Deno.test("Publisher publishes in order, at most so many unanswered by the broker", async () => {
  const { outbox, sent, answer, accepted } = setUp({ last: 10 });
  await settled();
  assertEquals(outbox.connections, 1);
  assertEquals(sent, [1, 2, 3, 4]);
  await answer(0, 0);
  assertEquals(sent, [1, 2, 3, 4, 5, 6]);
  assertEquals(accepted(), 2);
});

Deno.test("Publisher.wake() publishes what is new", async () => {
  const { outbox, publisher, sent } = setUp();
  await settled();
  outbox.last = 2;
  publisher.wake();
  await settled();
  assertEquals(sent, [1, 2]);
});

Deno.test("Publisher asks again when the time has come", async () => {
  using time = new FakeTime();
  const { outbox, publisher, sent } = setUp();
  outbox.wait = 5000;
  publisher.wake();
  await settled();
  outbox.last = 1;
  outbox.wait = undefined;
  await time.tickAsync(4999);
  await settled();
  assertEquals(sent, []);
  await time.tickAsync(1);
  await settled();
  assertEquals(sent, [1]);
});

Deno.test("Publisher rests after a refusal, then publishes what was refused first", async () => {
  using time = new FakeTime();
  const { sent, refused, answer, publisher } = setUp({ last: 6 });
  await settled();
  await answer(0, 0x10, 0x87, 0);
  assertEquals(refused, [0x10, 0x87]);
  await time.tickAsync(998);
  await settled();
  assertEquals(sent, [1, 2, 3, 4]);
  await time.tickAsync(1);
  await settled();
  assertEquals(sent.slice(4), [2, 3, 5, 6]);
  publisher.close();
});

Deno.test("Publisher waits for every answer before it begins again", async () => {
  using time = new FakeTime();
  const { sent, answer, publisher } = setUp({ last: 2 });
  await settled();
  await answer(0x10);
  await time.tickAsync(5000);
  await settled();
  assertEquals(sent, [1, 2]);
  await answer(0);
  assertEquals(sent, [1, 2, 1]);
  publisher.close();
});

Deno.test("Publisher tries a few while it is refused, in waits that grow, and all when it is taken", async () => {
  using time = new FakeTime();
  const { sent, open, answer, publisher } = setUp({ last: 100, inFlight: 20 });
  await settled();
  assertEquals(open.length, 20);
  for (const wait of [999, 1999, 3999, 3999]) {
    await answer(...open.map(() => 0x10));
    const before = sent.length;
    await time.tickAsync(wait - 1);
    await settled();
    assertEquals(sent.length, before);
    await time.tickAsync(1);
    await settled();
    assertEquals(sent.length - before, 8);
  }
  await answer(0);
  assertEquals(open.length, 20);
  publisher.close();
});

Deno.test("Publisher.close() publishes no more, and says what was never sent", async () => {
  const { outbox, publisher, sent, open } = setUp({ last: 10 });
  await settled();
  open[0].answered(0);
  publisher.close();
  open[1].answered(0x10); // of a connection that is gone
  await settled();
  assertEquals(sent.length, 4);
  const next = outbox.next.bind(outbox);
  const late = setUp({ last: 2 });
  late.outbox.next = (limit) => (late.publisher.close(), next(limit));
  late.publisher.wake();
  await settled();
  assertEquals(late.sent, []);
});

Deno.test("Publisher gives back what a connection that has ended did not take", async () => {
  const { outbox, publisher, broker, sent, open } = setUp();
  outbox.last = 2;
  broker.gone = true;
  publisher.wake();
  await settled();
  publisher.close();
  assertEquals(sent, []);
  assertEquals(open, []);
  assertEquals(outbox.again, [1, 2]);
});

Deno.test("Publisher takes no answer for no refusal", async () => {
  const { outbox, answer, publisher } = setUp({ last: 2 });
  await settled();
  await answer(undefined, undefined);
  assertEquals(outbox.again, []);
  publisher.close();
});

Deno.test("Publisher.idle() resolves when everything is published and answered", async () => {
  const { publisher, answer } = setUp({ last: 6 });
  let idle = false;
  publisher.idle().then(() => idle = true);
  await settled();
  await answer(0, 0, 0, 0);
  assertEquals(idle, false);
  await answer(0, 0);
  assertEquals(idle, true);
  await publisher.idle();
});

Deno.test("Publisher tells of an outbox that can't be read", async () => {
  const { outbox, errors, publisher } = setUp({ last: 10 });
  outbox.broken = true;
  publisher.wake();
  await settled();
  assertEquals((errors[0] as Error).message, "disk I/O error");
});
