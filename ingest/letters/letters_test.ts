import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Bytes } from "../bytes.ts";
import { writeRow } from "../commit/ilp.ts";
import type { Message } from "../decode/message.ts";
import { Refusal } from "../decode/refusal.ts";
import type { Row } from "../decode/row.ts";
import { hashOf, lettersTable, type Refused } from "./letter.ts";
import { type Letter, Letters } from "./letters.ts";

const NOW = 1_768_478_400_000;

function message(payload: string | Uint8Array, topic = "device/data/a"): Message {
  const bytes = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
  return { topic, payload: bytes, retained: false, receivedAt: NOW };
}

function refused(message: Message): Refused {
  const origin = { deviceId: "a", epoch: 5, seq: 6 };
  return { message, refusal: new Refusal("not_json", "why"), source: "decoder", origin };
}

function setUp() {
  const sent: Letter[] = [];
  const reasons: string[] = [];
  const stop = new AbortController();
  const letters = new Letters({
    sink: () => ({
      add: (_, letter) => void sent.push(letter),
      discard: (isStale) => void sent.splice(0, sent.length, ...sent.filter((l) => !isStale(l))),
    }),
    stored: (reason) => void reasons.push(reason),
    signal: stop.signal,
  });
  return { letters, sent, reasons };
}

/** The values of a row by their columns. */
function named({ values }: Row) {
  return Object.fromEntries(lettersTable.columns.map(({ name }, i) => [name, values[i]]));
}

function lineOf(row: Row): string {
  const bytes = new Bytes();
  writeRow(row, bytes);
  return new TextDecoder().decode(bytes.slice(0, bytes.length));
}

/** Whether a promise is resolved by now. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  return await Promise.race([promise.then(() => true), Promise.resolve().then(() => false)]);
}

Deno.test("Letters.keep() resolves when the letter is stored, and not before", async () => {
  const { letters, sent, reasons } = setUp();
  const kept = letters.keep(refused(message("{")), () => false);
  assertEquals(await isSettled(kept), false);
  assertEquals(named(sent[0].row), {
    ...{ device_id: "a", reason: "not_json", source: "decoder", encoding: "text" },
    ...{ hash: hashOf(message("{")), epoch: 5, seq: 6, length: 1, truncated: false },
    ...{ topic: "device/data/a", payload: "{", sentence: "The payload is not JSON: why" },
  });
  assertEquals(sent[0].row.ts, NOW * 1000);
  letters.stored(sent);
  await kept;
  assertEquals(reasons, ["not_json"]);
});

Deno.test("Letters.keep() writes no second letter of what comes again soon", async () => {
  using time = new FakeTime();
  const { letters, sent } = setUp();
  letters.keep(refused(message("{")), () => false);
  letters.keep(refused(message("{")), () => false);
  assertEquals(sent.length, 2, "the first is not stored yet");
  letters.stored(sent);
  await letters.keep(refused(message("{")), () => false);
  assertEquals(sent.length, 2);
  letters.keep(refused(message("{", "device/data/b")), () => false);
  letters.keep(refused(message("[")), () => false);
  assertEquals(sent.length, 4);
  time.tick(600_000);
  letters.keep(refused(message("{")), () => false);
  assertEquals(sent.length, 5);
});

Deno.test("Letters keeps without its text what the database refuses", async () => {
  const { letters, sent } = setUp();
  const kept = letters.keep(refused(message("{")), () => false);
  letters.refused(sent[0]);
  const { topic, payload, truncated, length, hash } = named(sent[1].row);
  assertEquals([topic, payload, truncated, length], [null, null, true, 1]);
  assertEquals(hash, hashOf(message("{")));
  letters.stored([sent[1]]);
  await kept;
});

Deno.test("Letters tries a letter without text again and again", async () => {
  using time = new FakeTime();
  const { letters, sent } = setUp();
  let isStale = false;
  letters.keep(refused(message("{")), () => isStale);
  letters.refused(sent[0]);
  letters.refused(sent[1]);
  assertEquals(sent.length, 2, "not at once");
  await time.tickAsync(1000);
  assertEquals(sent.length, 3);
  assertEquals(sent[2].row, sent[1].row);
  letters.refused(sent[2]);
  isStale = true; // its message comes again
  await time.tickAsync(1000);
  assertEquals(sent.length, 3);
});

Deno.test("Letters.discardStale() forgets what comes again", () => {
  const { letters, sent } = setUp();
  letters.keep(refused(message("{")), () => true);
  letters.keep(refused(message("[")), () => false);
  letters.discardStale();
  assertEquals(sent.map(({ row }) => named(row).payload), ["["]);
});

Deno.test("a letter is one line, whatever the message holds", () => {
  const evil = 'x",a="1" 17t\ndevice_data,device_id=b speed=1 5t\n\\\r\u2028🚗';
  const { letters, sent } = setUp();
  const topic = `device/data/${evil}`;
  letters.keep({ ...refused(message(evil, topic)), ...noOrigin }, () => false);
  const line = lineOf(sent[0].row);
  const bare = line.replaceAll(/\\[^]/g, "").replaceAll(/"[^"]*"/g, "");
  assertEquals(bare.match(/\n/g)?.length, 1, bare);
  assert(bare.startsWith("dead_letters,reason=not_json,source=decoder,encoding=text hash="));
});

const noOrigin = { origin: { deviceId: null, epoch: null, seq: null } };

Deno.test("a letter keeps of a topic what is readable", () => {
  const { letters, sent } = setUp();
  letters.keep(refused(message("{}", "t".repeat(60_000))), () => false);
  letters.keep(refused(message("{}", "a\0b")), () => false);
  const [long, nul] = sent.map(({ row }) => named(row));
  assertEquals([String(long.topic).length, long.truncated], [1024, true]);
  assertEquals(nul.topic, "a\ufffdb");
});

Deno.test("hashOf() tells topic and payload apart", () => {
  const hash = hashOf(message("b", "a"));
  assertEquals(hashOf(message("b", "a")), hash);
  assert(Number.isSafeInteger(hash));
  for (const other of [message("", "ab"), message("a", "b"), message("b", "aa")]) {
    assertNotEquals(hashOf(other), hash);
  }
});
