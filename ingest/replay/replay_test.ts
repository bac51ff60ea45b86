import { assertEquals, assertRejects } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Rows, WriteResult } from "../commit/questdb.ts";
import { DatabaseError } from "../commit/questdb.ts";
import { textOf } from "../commit/testing.ts";
import { payloadText } from "../letters/payload_text.ts";
import { DEAD_LETTERS } from "../tables.ts";
import { replay } from "./replay.ts";
import { report } from "./report.ts";

const NOW = 1_768_478_400_000;
const STORED: WriteResult = { kind: "stored" };

/** A letter as the database gives it. */
function letter(payload: string | Uint8Array, more: Record<string, unknown> = {}) {
  const { text, encoding, truncated } = payloadText(Buffer.from(payload));
  const topic = "device/data/a";
  return { micros: NOW * 1000, topic, payload: text, encoding, truncated, ...more };
}

function reading(seq: number, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ epoch: 5, seq, timestamp: NOW, ...more });
}

/** A database with these letters and readings. */
function setUp(letters: Rows, stored: Rows = []) {
  const asked: string[] = [];
  const written: string[] = [];
  const database = { answer: (_lines: string): WriteResult => STORED };
  const numbered = letters.map((letter, hash) => ({ hash, ...letter }));
  const deps = {
    exec(sql: string): Promise<Rows> {
      asked.push(sql);
      if (!sql.includes(DEAD_LETTERS)) return Promise.resolve(stored);
      const after = Number(/hash > (\d+)/.exec(sql)?.[1] ?? -1);
      const from = numbered.findIndex(({ hash }) => Number(hash) > after);
      return Promise.resolve(from < 0 ? [] : numbered.slice(from, from + 200));
    },
    write(bytes: Uint8Array) {
      const lines = textOf(bytes);
      const result = database.answer(lines);
      if (result.kind === "stored") written.push(...lines.trimEnd().split("\n"));
      return Promise.resolve(result);
    },
    registry: { clockSkewLimit: 1000, offline: new Set<string>() },
    now: () => NOW,
  };
  return { asked, written, database, deps };
}

Deno.test("replay() stores what is decoded now, with the time at which it came", async () => {
  const { deps, written } = setUp([
    letter(reading(1, { speed: 2 })),
    letter("{"),
    letter(JSON.stringify({ status: "online" }), { topic: "status/a" }),
  ]);
  const outcome = await replay(deps, {}, false);
  assertEquals(written, [
    "device_data,device_id=a,collector=ledgerline epoch=5i,seq=1i,speed=2," +
    `publish_timestamp=${NOW}000t,collector_receive_time=${NOW}000t ${NOW}000t`,
    `device_status,device_id=a,status=online since=${NOW}000t,` +
    `collector_receive_time=${NOW}000t ${NOW}000t`,
  ]);
  assertEquals(outcome.stored, 2);
  assertEquals([...outcome.refused], [["not_json", 1]]);
});

Deno.test("replay() stores none twice", async () => {
  const stored = [{ device_id: "a", epoch: 5, seq: 1 }];
  const again = letter(reading(2, { timestamp: NOW - 1 }));
  const letters = [letter(reading(1)), letter(reading(2)), again];
  const { deps, written, asked } = setUp(letters, stored);
  const { stored: count, already } = await replay(deps, {}, false);
  assertEquals([count, already, written.length], [1, 2, 1]);
  assertEquals(
    asked[1],
    "SELECT DISTINCT device_id, epoch, seq FROM device_data " +
      "WHERE device_id IN ('a') AND epoch IN (5) AND seq IN (1, 2)",
  );
});

Deno.test("replay() reads each message once, page by page", async () => {
  const letters = Array.from({ length: 500 }, (_, k) => letter(reading(k + 1)));
  const { deps, written, asked } = setUp(letters);
  assertEquals((await replay(deps, { reason: "not_json", device: "a" }, false)).stored, 500);
  assertEquals(new Set(written).size, 500);
  const pages = asked.filter((sql) => sql.includes(DEAD_LETTERS));
  const filter = "WHERE reason = 'not_json' AND device_id = 'a'";
  assertEquals(pages.map((sql) => sql.includes(filter)), [true, true, true]);
  assertEquals(pages[1].includes(`(ts > ${NOW}000 OR (ts = ${NOW}000 AND hash > 199))`), true);
  const twice = setUp([letter(reading(1), { hash: 7 }), letter(reading(1), { hash: 7 })]);
  assertEquals((await replay(twice.deps, {}, false)).stored, 1);
});

Deno.test("replay() leaves what was cut, and what would be dropped by now", async () => {
  const { deps, written } = setUp([
    letter(reading(1, { x: "x".repeat(20_000) })),
    letter(reading(2), { payload: null }),
    letter(reading(3)),
  ]);
  const late = { ...deps, now: () => NOW + 91 * 86_400_000 };
  const { stored, truncated, refused } = await replay(late, {}, false);
  assertEquals([stored, truncated, [...refused]], [0, 2, [["timestamp_too_old", 1]]]);
  assertEquals(written, []);
});

Deno.test("replay() with dryRun writes nothing", async () => {
  const { deps, written } = setUp([letter(reading(1))]);
  const outcome = await replay(deps, {}, true);
  assertEquals([outcome.stored, written], [1, []]);
  assertEquals(report(outcome, true), ["1 would be stored (nothing was, in a dry run)"]);
});

Deno.test("replay() bears a row that the database refuses again", async () => {
  const { deps, written, database } = setUp([1, 2, 3].map((seq) => letter(reading(seq))));
  database.answer = (lines) =>
    lines.includes("seq=2i") ? { kind: "refused", row: 1, message: "cast error" } : STORED;
  const outcome = await replay(deps, {}, false);
  assertEquals([outcome.stored, written.length], [2, 2]);
  assertEquals(report(outcome, false), [
    "2 stored",
    "1 are refused as before: database_refused (The database refused the row)",
  ]);
});

Deno.test("replay() ends when the database does not answer", async () => {
  const { deps, database } = setUp([letter(reading(1))]);
  database.answer = () => ({ kind: "failed", answered: false, message: "gone" });
  await assertRejects(() => replay(deps, {}, false), DatabaseError, "gone");
});

Deno.test("replay() gives the decoder the bytes that were sent", async () => {
  const bytes = Buffer.from(
    '{"epoch":5,"seq":1,"timestamp":1768478400,"detection_label":"a\\u0062🚗"}',
  );
  const { deps, written } = setUp([letter(bytes)]);
  await replay(deps, {}, false);
  assertEquals(written[0].includes("detection_label=ab🚗 "), true);
});
