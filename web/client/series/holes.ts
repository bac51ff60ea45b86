/** Where a device's readings are not stored, and what its account says of them. */
import type { DeviceAccount, Fate, Span } from "../../data/ledger/types.ts";
import { formatNumber } from "../format/number.ts";
import type { HistoryTable } from "./history_table.ts";

/** A time between readings that are stored, and all readings of it that are not. */
export interface Hole {
  readonly from: number;
  readonly to: number;
  readonly spans: readonly Span[];
}

/** What became of readings, as pages tell it: `abandoned` ones wait, and nobody will send them. */
export type ToldFate = Fate | "abandoned";

/** The words that follow on a number; the worst first. */
const WORDS: readonly (readonly [ToldFate, string])[] = [
  ["missing", "missing"],
  ["abandoned", "abandoned"],
  ["evicted", "evicted"],
  ["dead-lettered", "dead-lettered"],
  ["waiting", "waiting in the outbox"],
];

/** The worst first. */
export const TOLD_FATES: readonly ToldFate[] = WORDS.map(([fate]) => fate);

/** What became of the readings of a span. */
export function fateOf({ fate, reason }: Span): ToldFate {
  return reason === "abandoned" ? reason : fate;
}

/** Readings of spans by what became of them, the worst first. */
export function countsOf(spans: readonly Span[]): [ToldFate, number][] {
  return TOLD_FATES.map((fate): [ToldFate, number] => [
    fate,
    spans.reduce((sum, span) => fateOf(span) === fate ? sum + span.count : sum, 0),
  ]).filter(([, count]) => count > 0);
}

/** `24 evicted, 3 missing`. */
export function fateWords(counts: readonly (readonly [ToldFate, number])[]): string {
  const words = new Map(WORDS);
  return counts.map(([fate, count]) => `${formatNumber(count)} ${words.get(fate)}`).join(", ");
}

/**
 * The holes that an account tells of, ascending and apart. What has arrived since then is no longer
 * in them, as far as rows say which reading they are. Readings that wait no longer than a gap are on
 * their way.
 */
export function holesOf(account: DeviceAccount | null, table: HistoryTable): Hole[] {
  const spans = (account?.spans ?? []).flatMap((span) => still(span, table))
    .filter((span) => fateOf(span) !== "waiting" || length(span) > table.gapMs)
    .sort((a, b) => timeOf(a).from - timeOf(b).from);
  const holes: { from: number; to: number; spans: Span[] }[] = [];
  for (const span of spans) {
    const { from, to } = timeOf(span);
    const last = holes.at(-1);
    if (last === undefined || from >= last.to) holes.push({ from, to, spans: [span] });
    else {
      last.to = Math.max(last.to, to);
      last.spans.push(span);
    }
  }
  return holes;
}

/** The holes of some time; what ends where it begins is not of it. */
export function holesWithin<H extends Pick<Hole, "from" | "to">>(
  holes: readonly H[],
  { from, to }: Pick<Hole, "from" | "to">,
): H[] {
  return holes.filter((hole) => hole.from < to && hole.to > from);
}

/**
 * What of a span has not arrived: readings come in their order. In several spans that are told as
 * one lie readings that were stored before.
 */
function still(span: Span, table: HistoryTable): Span[] {
  const [epoch, seq] = [table.at("epoch"), table.at("seq")];
  const isJoined = span.count < span.to - span.from + 1;
  if (epoch === undefined || seq === undefined || isJoined) return [span];
  const [first, last] = [span.after ?? -Infinity, span.before ?? Infinity];
  for (let i = table.position(last) - 1; i >= table.position(first); i--) {
    const [ts, its, number] = [0, epoch, seq].map((at) => table.rows[i][at] as number);
    if (its !== span.epoch || number < span.from || number > span.to) continue;
    const count = Math.min(span.count, span.to - number);
    return count > 0 ? [{ ...span, from: number + 1, count, after: ts }] : [];
  }
  return [span];
}

/** At most so much time lies between the readings of a span. */
function length({ after, before }: Span): number {
  return (before ?? Infinity) - (after ?? -Infinity);
}

/** Of a time of which one end is unknown, a moment at the other. */
function timeOf({ after, before }: Span): Pick<Hole, "from" | "to"> {
  const from = after ?? (before ?? 0) - 1;
  return { from, to: Math.max(before ?? from, from + 1) };
}
