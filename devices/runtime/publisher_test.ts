import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Backoff } from "../lib/backoff.ts";
import type { Range } from "../lib/ranges.ts";
import { Publisher } from "./publisher.ts";

/** An outbox of seq 1 to `last` and a broker that answers when it is told to. */
function setUp({ last = 0, window = 4 } = {}) {
  const outbox = new FakeOutbox(last);
  const open: { seq: number; answered: (reason: number | undefined) => void }[] = [];
  const sent: number[] = [];
  const refused: number[] = [];
  const errors: unknown[] = [];
  let accepted = 0;
  const publisher = new Publisher(outbox, {
    publish: (_, payload, answered) => {
      sent.push(Number(payload));
      open.push({ seq: Number(payload), answered });
    },
    topic: "device/data/a",
    window,
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
  return { outbox, publisher, sent, open, refused, errors, answer, accepted: () => accepted };
}

class FakeOutbox {
  readonly inMemory = 0;
  readonly settled: number[] = [];
  #cursor = 1;
  broken = false;

  constructor(public last: number) {}

  get waiting(): number {
    return this.last - this.settled.length;
  }

  next(limit: number) {
    if (this.broken) return Promise.reject(new Error("disk I/O error"));
    const readings = [];
    for (; this.#cursor <= this.last && readings.length < limit; this.#cursor++) {
      if (this.settled.includes(this.#cursor)) continue;
      readings.push({ epoch: 1, seq: this.#cursor, payload: String(this.#cursor) });
    }
    return Promise.resolve(readings);
  }

  rewind(): void {
    this.#cursor = 1;
  }

  settle(_: number, ranges: Iterable<Range>): void {
    for (const [seq] of ranges) this.settled.push(seq);
  }
}

/** Lets all promises that can go on go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

Deno.test("Publisher publishes in order, at most a window unanswered", async () => {
  const { sent, answer } = setUp({ last: 10 });
  await settled();
  assertEquals(sent, [1, 2, 3, 4]);
  await answer(0, 0);
  assertEquals(sent, [1, 2, 3, 4, 5, 6]);
});

Deno.test("Publisher settles what is accepted, together what comes together", async () => {
  const { outbox, answer, accepted } = setUp({ last: 3 });
  await settled();
  let calls = 0;
  const settle = outbox.settle.bind(outbox);
  outbox.settle = (epoch, ranges) => {
    calls++;
    settle(epoch, ranges);
  };
  await answer(0, 0, 0);
  assertEquals(outbox.settled, [1, 2, 3]);
  assertEquals(calls, 1);
  assertEquals(accepted(), 3);
});

Deno.test("Publisher.wake() publishes what is new", async () => {
  const { outbox, publisher, sent } = setUp();
  await settled();
  outbox.last = 2;
  publisher.wake();
  await settled();
  assertEquals(sent, [1, 2]);
});

Deno.test("Publisher begins with what an earlier connection left", async () => {
  const { outbox } = setUp({ last: 3 });
  await settled();
  outbox.settled.push(2);
  const sent: string[] = [];
  new Publisher(outbox, {
    publish: (_, payload) => sent.push(payload),
    topic: "a",
    window: 4,
    onAccepted: () => {},
    onRefused: () => {},
    onError: () => {},
  });
  await settled();
  assertEquals(sent, ["1", "3"]);
});

Deno.test("Publisher rests after a refusal, then begins again in order", async () => {
  using time = new FakeTime();
  const { outbox, sent, refused, answer } = setUp({ last: 6 });
  await settled();
  await answer(0, 0x10, 0x87, 0);
  assertEquals(outbox.settled, [1, 4]);
  assertEquals(refused, [0x10, 0x87]);
  await time.tickAsync(998);
  await settled();
  assertEquals(sent, [1, 2, 3, 4]);
  await time.tickAsync(1);
  await settled();
  assertEquals(sent.slice(4), [2, 3, 5, 6]);
});

Deno.test("Publisher waits for every answer before it begins again", async () => {
  using time = new FakeTime();
  const { sent, answer } = setUp({ last: 2 });
  await settled();
  await answer(0x10);
  await time.tickAsync(5000);
  await settled();
  assertEquals(sent, [1, 2]);
  await answer(0);
  assertEquals(sent, [1, 2, 1]);
});

Deno.test("Publisher tries a few while it is refused, in waits that grow, and all when it is taken", async () => {
  using time = new FakeTime();
  const { sent, open, answer } = setUp({ last: 100, window: 20 });
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
    assertEquals(sent.slice(before), [1, 2, 3, 4, 5, 6, 7, 8]);
  }
  await answer(0);
  assertEquals(open.length, 20);
});

Deno.test("Publisher goes on around a reading that the broker never takes", async () => {
  using time = new FakeTime();
  const { outbox, open, publisher } = setUp({ last: 50, window: 10 });
  await settled();
  for (let round = 0; outbox.waiting > 1; round++) {
    while (open.length > 0) {
      const { seq, answered } = open.shift()!;
      answered(seq === 3 ? 0x99 : 0);
      await settled();
    }
    await time.tickAsync(1000);
    await settled();
    assertEquals(round < 20, true);
  }
  publisher.close();
});

Deno.test("Publisher.close() settles what was answered and publishes no more", async () => {
  const { outbox, publisher, sent, open } = setUp({ last: 10 });
  await settled();
  open[0].answered(0);
  publisher.close();
  open[1].answered(0); // of a connection that is gone
  await settled();
  assertEquals(outbox.settled, [1]);
  assertEquals(sent.length, 4);
});

Deno.test("Publisher.idle() resolves when everything is answered", async () => {
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
  const { outbox, errors, publisher } = setUp({ last: 10, window: 4 });
  outbox.broken = true;
  publisher.wake();
  await settled();
  assertEquals((errors[0] as Error).message, "disk I/O error");
});
