/** The lane in words: its key, and a sentence. */
import { formatSpan } from "../format/age.ts";
import { formatNumber } from "../format/number.ts";
import { formatTime, type Zone } from "../format/time.ts";
import { fateWords, TOLD_FATES } from "../series/holes.ts";
import type { LaneFate, LanePart } from "../series/lane.ts";

/** The class of a fate's swatch. */
export const SWATCHES: Readonly<Record<LaneFate, string>> = {
  stored: "ok",
  late: "late",
  missing: "crit",
  abandoned: "warn",
  evicted: "evict",
  "dead-lettered": "dead",
  waiting: "wait",
  "not-produced": "none",
  unknown: "none",
};

/** A line of the key. */
export interface LaneKeyEntry {
  readonly fate: LaneFate;
  readonly words: string;
}

/** What is in the lane: readings by their number, silence by its length. */
export function laneKey(
  stored: { readonly readings: number; readonly late: number },
  parts: readonly LanePart[],
  /** Whether it is known that none is missing. */
  isComplete: boolean,
): LaneKeyEntry[] {
  const readings = (wanted: LaneFate) =>
    parts.reduce((sum, { fate, count = 0 }) => fate === wanted ? sum + count : sum, 0);
  const told = TOLD_FATES.map((fate) => [fate, readings(fate)] as const)
    .filter(([, count]) => count > 0);
  const time = (wanted: LaneFate) =>
    parts.filter(({ fate }) => fate === wanted).reduce((sum, { from, to }) => sum + to - from, 0);
  const [quiet, unknown] = [time("not-produced"), time("unknown")];
  const none = isComplete ? ", no sequence number missing" : "";
  return [
    { fate: "stored", words: `stored ${formatNumber(stored.readings - stored.late)}` },
    ...stored.late > 0
      ? [{ fate: "late", words: `stored late ${formatNumber(stored.late)}` } as const]
      : [],
    ...told.map(([fate, count]) => ({ fate, words: fateWords([[fate, count]]) })),
    ...quiet > 0
      ? [{ fate: "not-produced", words: `not produced ${formatSpan(quiet)}${none}` } as const]
      : [],
    ...unknown > 0
      ? [{ fate: "unknown", words: `nothing for ${formatSpan(unknown)}` } as const]
      : [],
  ];
}

/** Exceptions that are told one by one. */
const MOST_TOLD = 5;

/** The lane as a sentence; of many exceptions the first ones. */
export function laneWords(parts: readonly LanePart[], zone: Zone, now: number): string {
  const exceptions = parts.filter(({ fate }) => fate !== "stored")
    .map((part) =>
      `${formatTime(part.from, zone, now)} to ${formatTime(part.to, zone, now)} ${wordsOf(part)}`
    );
  if (exceptions.length === 0) return "What became of the readings: stored in time throughout";
  const more = exceptions.length - MOST_TOLD;
  const rest = more > 0 ? ` and ${formatNumber(more)} more` : "";
  const told = exceptions.slice(0, MOST_TOLD).join(", ");
  return `What became of the readings: stored in time, except ${told}${rest}`;
}

function wordsOf({ fate, count = 0 }: LanePart): string {
  switch (fate) {
    case "stored":
      return "stored";
    case "late":
      return "stored late";
    case "not-produced":
      return "not produced";
    case "unknown":
      return "nothing";
    default:
      return fateWords([[fate, count]]);
  }
}
