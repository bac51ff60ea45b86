import { assert, assertEquals } from "@std/assert";
import { MOST_ROWS, pieces, sourceFor, stepFor } from "./resolution.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const last = (length: number) => ({ from: 1e12 - length, to: 1e12, live: true });

Deno.test("stepFor() never makes more rows than a chart can show", () => {
  for (let length = 5 * MINUTE; length <= 90 * DAY; length *= 1.07) {
    const range = last(length);
    assert(length / stepFor(range, sourceFor(range)) <= MOST_ROWS, `${length} ms`);
  }
});

Deno.test("stepFor() is as fine as the rows that are read", () => {
  const chosen = (length: number) => {
    const source = sourceFor(last(length));
    return [source, stepFor(last(length), source)];
  };
  assertEquals(chosen(30 * MINUTE), ["readings", 1000]);
  assertEquals(chosen(3 * HOUR), ["readings", 5000]);
  assertEquals(chosen(DAY), ["minutes", MINUTE]);
  assertEquals(chosen(7 * DAY), ["minutes", 5 * MINUTE]);
  assertEquals(chosen(90 * DAY), ["hours", HOUR]);
});

Deno.test("pieces() reads roll-ups as far as they go and the rest from finer rows", () => {
  const range = { from: 0, to: 100, live: true };
  assertEquals(pieces(range, "hours", { hours: 60, minutes: 90 }), [
    { source: "hours", from: 0, to: 60 },
    { source: "minutes", from: 60, to: 90 },
    { source: "readings", from: 90, to: 100 },
  ]);
  assertEquals(pieces(range, "minutes", { hours: 60, minutes: 90 }), [
    { source: "minutes", from: 0, to: 90 },
    { source: "readings", from: 90, to: 100 },
  ]);
  assertEquals(pieces(range, "readings", { hours: 60, minutes: 90 }), [
    { source: "readings", from: 0, to: 100 },
  ]);
});

Deno.test("pieces() has no piece that is empty, and does without roll-ups", () => {
  const range = { from: 50, to: 100, live: true };
  assertEquals(pieces(range, "hours", { hours: 200, minutes: 300 }), [
    { source: "hours", from: 50, to: 100 },
  ]);
  assertEquals(pieces(range, "hours", { hours: 10, minutes: 20 }), [
    { source: "readings", from: 50, to: 100 },
  ]);
  assertEquals(pieces(range, "hours", { hours: null, minutes: null }), [
    { source: "readings", from: 50, to: 100 },
  ]);
  assertEquals(pieces(range, "hours", { hours: 80, minutes: 70 }), [
    { source: "hours", from: 50, to: 80 },
    { source: "readings", from: 80, to: 100 },
  ]);
});
