/** What is not stored of a device, in its time. Pure. */
import type { Millis, Range } from "../range.ts";
import type { DrawnEpoch } from "./draw_up_device.ts";
import { around } from "./pieces.ts";
import { type DeviceAccount, type Fate, MOST_SPANS, type Span } from "./types.ts";

/** The account of a device, with the spans of all time. */
export type WholeAccount = Omit<DeviceAccount, "from" | "to" | "not_stored" | "left_out">;

/** The account with the spans of a range. */
export function accountWithin(
  { spans: all, ...whole }: WholeAccount,
  { from, to }: Pick<Range, "from" | "to">,
): DeviceAccount {
  const within = all.filter((span) => touches(span, from, to))
    .sort((a, b) => timesOf(a)[0] - timesOf(b)[0] || a.from - b.from);
  const spans = fewEnough(within, from, to);
  const count = (wanted: Fate) =>
    within.reduce((sum, { fate, count }) => fate === wanted ? sum + count : sum, 0);
  const not_stored = {
    "dead-lettered": count("dead-lettered"),
    evicted: count("evicted"),
    waiting: count("waiting"),
    missing: count("missing"),
  };
  return { ...whole, from, to, not_stored, spans, left_out: within.length - spans.length };
}

/** Joins spans of a kind that lie close together, until there are no more than `MOST_SPANS`. */
function fewEnough(spans: readonly Span[], from: Millis, to: Millis): readonly Span[] {
  let found = spans;
  for (let parts = MOST_SPANS; found.length > MOST_SPANS && parts >= 1; parts /= 2) {
    const kinds = Map.groupBy(spans, (span) => {
      const part = Math.floor(parts * (timesOf(span)[0] - from) / (to - from));
      return `${span.epoch} ${span.fate} ${span.reason} ${part}`;
    });
    found = Array.from(kinds.values(), joined);
  }
  return found;
}

/** What several spans of a kind are as one; they ascend. */
function joined(spans: readonly Span[]): Span {
  const last = spans[spans.length - 1];
  const count = spans.reduce((sum, { count }) => sum + count, 0);
  return { ...spans[0], to: last.to, count, before: last.before };
}

function touches(span: Span, from: Millis, to: Millis): boolean {
  const [first, last] = timesOf(span);
  return first < to && last >= from;
}

/** Where an end is unknown, readings may be from any time on its side. */
function timesOf({ after, before }: Span): [Millis, Millis] {
  return [after ?? -Infinity, before ?? Infinity];
}

/** All spans of a device, given its epochs. Nothing is missing that nobody can say of. */
export function spansOf(epochs: readonly DrawnEpoch[]): Span[] {
  return epochs.flatMap((one) => spansOfEpoch(one, epochs));
}

function spansOfEpoch({ ledger, balance, stored }: DrawnEpoch, all: readonly DrawnEpoch[]): Span[] {
  const { epoch, told, missing, abandoned } = ledger;
  const since = lastBefore(ledger.first ?? told ?? Infinity, all);
  const known = balance.parts.filter(({ fate }) => fate !== "missing" || missing !== null);
  return around(known, stored?.pieces ?? []).map(({ from, to, fate, reason, after, before }) => ({
    ...{ epoch, from, to, count: to - from + 1, fate },
    reason: fate === "waiting" && abandoned > 0 ? "abandoned" : reason,
    after: after ?? since,
    before: before ?? until(told, after),
  }));
}

/** A device has one start after the other: the newest reading of those that had ended by then. */
function lastBefore(time: Millis, epochs: readonly DrawnEpoch[]): Millis | null {
  return epochs.reduce<Millis | null>((most, { ledger: { last } }) => {
    return last !== null && last < time && last > (most ?? -Infinity) ? last : most;
  }, null);
}

/** The account that tells of a reading came after it; by a clock that is behind, before it. */
function until(told: Millis | null, after: Millis | null): Millis | null {
  return told === null ? null : Math.max(told, after ?? told);
}
