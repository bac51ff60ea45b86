import { assertEquals } from "@std/assert";
import { Hold } from "./hold.ts";

const MESSAGE = { topic: "t", payload: new Uint8Array(), retained: false, receivedAt: 0 };

function setUp(limit = 100) {
  const sent: number[][] = [];
  const hold = new Hold(limit, (ids) => void sent.push(ids));
  return { hold, sent, take: (id?: number) => hold.add(MESSAGE, id) };
}

Deno.test("Hold acknowledges in the order of arrival, whatever the order of settling", async () => {
  const { hold, sent, take } = setUp();
  const [first, second, third] = [take(7), take(5), take(6)];
  hold.settle(second);
  await Promise.resolve();
  assertEquals(sent, []);
  hold.settle(first);
  await Promise.resolve();
  assertEquals(sent, [[7, 5]]);
  hold.settle(third);
  await Promise.resolve();
  assertEquals(sent, [[7, 5], [6]]);
});

Deno.test("Hold acknowledges at once what is settled at once", async () => {
  const { hold, sent, take } = setUp();
  for (const held of [take(1), take(2), take(3)]) hold.settle(held);
  await Promise.resolve();
  assertEquals(sent, [[1, 2, 3]]);
  assertEquals(hold.size, 0);
});

Deno.test("Hold keeps messages of QoS 0 in line and acknowledges none of them", async () => {
  const { hold, sent, take } = setUp();
  const [none, one] = [take(), take(1)];
  hold.settle(one);
  await Promise.resolve();
  assertEquals(sent, []);
  hold.settle(none);
  await Promise.resolve();
  assertEquals(sent, [[1]]);
});

Deno.test("Hold.messageOf() gives a message as it came, whatever was acknowledged before it", async () => {
  const { hold } = setUp();
  const message = (text: string) => ({ ...MESSAGE, payload: new TextEncoder().encode(text) });
  const [first, second, third] = ["one", "", "three"].map((text) => hold.add(message(text), 1));
  assertEquals(hold.messageOf(first), message("one"));
  hold.settle(first);
  await Promise.resolve();
  const fourth = hold.add(message("four"), 1);
  assertEquals(hold.messageOf(second), message(""));
  assertEquals(hold.messageOf(third), message("three"));
  assertEquals(hold.messageOf(fourth), message("four"));
  hold.close(); // a row of it may still be refused
  assertEquals(hold.messageOf(third), message("three"));
});

Deno.test("Hold.close() forgets what it held and acknowledges nothing any more", async () => {
  const { hold, sent, take } = setUp();
  const held = take(1);
  hold.close();
  hold.settle(held);
  await Promise.resolve();
  assertEquals(sent, []);
  assertEquals([hold.closed, hold.size], [true, 0]);
});

Deno.test("Hold.room() asks to wait above the limit, until there is room or the connection is gone", async () => {
  const { hold, take } = setUp(1);
  const first = take(1);
  assertEquals(hold.room(), undefined);
  take(2);
  const room = hold.room();
  hold.settle(first);
  await room;
  assertEquals(hold.room(), undefined);
  take(3);
  const never = hold.room();
  hold.close();
  await never;
});

Deno.test("Hold.empty() resolves when everything is acknowledged", async () => {
  const { hold, take } = setUp();
  await hold.empty();
  const [first, second] = [take(1), take(2)];
  let empty = false;
  const done = hold.empty().then(() => empty = true);
  hold.settle(first);
  await Promise.resolve();
  assertEquals(empty, false);
  hold.settle(second);
  await done;
});
