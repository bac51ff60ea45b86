import { assertEquals } from "@std/assert";
import { seededRandom } from "../../../devices/lib/random.ts";
import type { Range } from "../../../devices/lib/ranges.ts";
import type { ToldEpoch } from "./accounts.ts";
import { type DeviceFacts, drawDevice } from "./draw_up_device.ts";
import { accountWithin, spansOf } from "./spans.ts";
import type { StoredEpoch } from "./stored.ts";
import type { Span } from "./types.ts";

const NOTHING: DeviceFacts = {
  ...{ device: "a", told: [], stored: [], applied: true },
  evictions: new Map(),
  letters: undefined,
};

function told(epoch: number, more: Partial<ToldEpoch> = {}): ToldEpoch {
  const figures = { account: 1, produced: 0, oldest: 1, evicted: 0, told: 100_000 };
  return { device: "a", epoch, ...figures, ...more };
}

/** Readings of an epoch, one a second from `start` on. */
function stored(epoch: number, ranges: readonly Range[], start = 0): StoredEpoch {
  const pieces = ranges.map(([from, to]) => ({
    ...{ from, to, first: start + from * 1000, last: start + to * 1000 },
  }));
  const [first, last] = [pieces[0].first, pieces[pieces.length - 1].last];
  const tally = { ...pieces[0], first, last, readings: 0, seqSum: 0, squareSum: 0 };
  return { device: "a", epoch, pieces, tally };
}

function letters(epoch: number, ranges: readonly Range[]): DeviceFacts["letters"] {
  return { device: "a", epochs: new Map([[epoch, ranges]]), others: 0 };
}

function spans(facts: Partial<DeviceFacts>): Span[] {
  return spansOf(drawDevice({ ...NOTHING, ...facts }).epochs);
}

function within(spans: readonly Span[], from: number, to: number) {
  const account = { device_id: "a", as_of: null, account: null, epochs: [], outside: null };
  return accountWithin({ ...account, spans }, { from, to });
}

/** Fate, reason, seqs, and the seconds between which a span lies. */
function shown({ fate, reason, from, to, after, before }: Span) {
  return [fate, reason, from, to, ...[after, before].map((ms) => ms === null ? null : ms / 1000)];
}

Deno.test("spansOf() tells what became of the readings of a gap, and when they were taken", () => {
  const last = told(7, { produced: 20, oldest: 19 });
  const found = spans({
    told: [last],
    stored: [stored(7, [[3, 4], [11, 12]])],
    evictions: new Map([[last, [[5, 6, "overflow"]]]]),
    letters: letters(7, [[1, 2], [8, 8]]),
  });
  assertEquals(found.map(shown), [
    ["dead-lettered", null, 1, 2, null, 3],
    ["evicted", "overflow", 5, 6, 4, 11],
    ["missing", null, 7, 7, 4, 11],
    ["dead-lettered", null, 8, 8, 4, 11],
    ["missing", null, 9, 10, 4, 11],
    ["missing", null, 13, 18, 12, 100],
    ["waiting", null, 19, 20, 12, 100],
  ]);
});

Deno.test("spansOf() says that nothing is missing while nobody can", () => {
  const facts = { told: [told(7, { produced: 5, oldest: 4 })], stored: [stored(7, [[1, 1]])] };
  const fates = (applied: boolean) => spans({ ...facts, applied }).map(({ fate }) => fate);
  assertEquals(fates(true), ["missing", "waiting"]);
  assertEquals(fates(false), ["waiting"]);
});

Deno.test("spansOf() puts the beginning of a start after the end of the one before", () => {
  const found = spans({
    told: [
      told(9, { produced: 8, oldest: 7, told: 8000 }),
      told(3, { account: 2, produced: 4, oldest: 5 }),
    ],
    stored: [stored(9, [[1, 6]]), stored(3, [[2, 4]], 60_000)],
  });
  assertEquals(found.map(shown), [
    ["missing", null, 1, 1, 6, 62],
    ["waiting", "abandoned", 7, 8, 6, 8],
  ]);
});

Deno.test("spansOf() bears a device whose clock is ahead of the ingest's", () => {
  const facts = { told: [told(7, { produced: 3, oldest: 2, told: 500 })] };
  assertEquals(spans({ ...facts, stored: [stored(7, [[1, 1]])] }).map(shown), [
    ["waiting", null, 2, 3, 1, 1],
  ]);
});

Deno.test("spansOf() adds up to the account, whatever is known", () => {
  const random = seededRandom("spans");
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const ranges = (most: number): Range[] =>
    Array.from({ length: upTo(5) }, () => 1 + upTo(most)).map((from) => [from, from + upTo(4)]);
  for (let run = 0; run < 500; run++) {
    const produced = upTo(40);
    const last = told(7, { produced, oldest: 1 + upTo(produced) });
    const there = ranges(40).sort((a, b) => a[0] - b[0]);
    const { ledger, epochs } = drawDevice({
      ...NOTHING,
      told: [last],
      stored: there.length === 0 ? [] : [stored(7, there)],
      letters: letters(7, ranges(40)),
      evictions: new Map([[last, ranges(40).map(([from, to]) => [from, to, "overflow"])]]),
    });
    const all = spansOf(epochs);
    const { not_stored } = within(all, -Infinity, Infinity);
    assertEquals([...Object.values(not_stored)], [
      ...[ledger.dead_lettered, ledger.evicted, ledger.waiting, ledger.missing],
    ]);
    for (const { from, to, count } of all) assertEquals(count, to - from + 1);
    const times = all.filter(({ after, before }) => (after ?? 0) > (before ?? Infinity));
    assertEquals(times, []);
  }
});

function span(count: number, after: number | null, before: number | null): Span {
  return { epoch: 7, from: 1, to: count, count, fate: "missing", reason: null, after, before };
}

Deno.test("accountWithin() leaves out what lies elsewhere", () => {
  const all = [span(1, 0, 9), span(2, 0, 10), span(3, 12, 13), span(4, 19, 30), span(5, 20, 30)];
  const { spans, not_stored, left_out } = within(all, 10, 20);
  assertEquals(spans.map(({ count }) => count), [2, 3, 4]);
  assertEquals([not_stored.missing, not_stored.evicted, left_out], [9, 0, 0]);
});

Deno.test("accountWithin() has what may be of the range: of some readings one end is unknown", () => {
  const all = [
    ...[span(1, null, 9), span(2, null, 10), span(3, null, 25), span(4, 5, null)],
    ...[span(5, 15, null), span(6, 20, null)],
  ];
  const { spans, not_stored } = within(all, 10, 20);
  assertEquals(spans.map(({ count }) => count), [2, 3, 4, 5]);
  assertEquals(not_stored.missing, 14);
  const many = Array.from({ length: 400 }, (_, i) => ({ ...span(1, null, 25), from: i, to: i }));
  assertEquals(within(many, 10, 20).spans.map(({ count }) => count), [400]);
});

Deno.test("accountWithin() tells spans of a kind together where there are too many", () => {
  const many = Array.from({ length: 4000 }, (_, i): Span => ({
    ...span(2, i * 1000, i * 1000 + 500),
    ...{ from: 3 * i + 1, to: 3 * i + 2, fate: i % 2 === 0 ? "missing" : "evicted" },
  }));
  const { spans, not_stored, left_out } = within(many, 0, 4_000_000);
  assertEquals([spans.length, left_out], [300, 3700]);
  assertEquals(not_stored, { "dead-lettered": 0, evicted: 4000, waiting: 0, missing: 4000 });
  assertEquals(spans.reduce((sum, { count }) => sum + count, 0), 8000);
  const { from, to, count, fate, after, before } = spans[0];
  assertEquals([from, to, count, fate], [1, 3 * 26 + 2, 28, "missing"]);
  assertEquals([after, before], [0, 26_500]);
  assertEquals(within(many.slice(0, 300), 0, 4_000_000).left_out, 0);
});
