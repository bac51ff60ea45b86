/** How finely a range is shown, and from which rows. */
import type { Range } from "./range.ts";

/** Where rows of a history come from. */
export type Source = "readings" | "minutes" | "hours";

/** The most rows of a chart: about 2,000; 90 days by the hour are 2,160. */
export const MOST_ROWS = 2_200;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Ranges up to here are read from the readings; up to `MINUTES_UP_TO` from the minutes. */
const READINGS_UP_TO = 3 * HOUR;
const MINUTES_UP_TO = 14 * DAY;

const SECONDS = [1, 2, 5, 10, 15, 30].map((count) => count * 1000);
const MINUTES = [1, 2, 3, 5, 6, 10, 15, 20, 30].map((count) => count * MINUTE);
const HOURS = [1, 2, 3, 6, 12, 24].map((count) => count * HOUR);
const STEPS = [...SECONDS, ...MINUTES, ...HOURS];

/** The finest rows that a range of this length may be read from without reading too many. */
export function sourceFor({ from, to }: Range): Source {
  if (to - from <= READINGS_UP_TO) return "readings";
  return to - from <= MINUTES_UP_TO ? "minutes" : "hours";
}

/** The step in ms between rows of a range, so that it has at most `MOST_ROWS`. */
export function stepFor({ from, to }: Range, source: Source): number {
  const least = { readings: 0, minutes: MINUTE, hours: HOUR }[source];
  const step = STEPS.find((step) => step >= least && (to - from) / step <= MOST_ROWS);
  return step ?? DAY;
}

/** The step as `SAMPLE BY` names it. */
export function sampleBy(step: number): string {
  return step % 1000 === 0 ? `${step / 1000}s` : `${step}T`;
}

/** Up to where the roll-ups are complete; null for one that is not there. */
export interface RolledUpTo {
  readonly minutes: number | null;
  readonly hours: number | null;
}

/** A part of a range and where it is read from. */
export interface Piece {
  readonly source: Source;
  readonly from: number;
  readonly to: number;
}

/**
 * Splits a range: the roll-ups as far as they go, and what they don't have yet from the next finer
 * ones, the newest from the readings.
 */
export function pieces({ from, to }: Range, source: Source, upTo: RolledUpTo): Piece[] {
  const hours = source === "hours" ? upTo.hours ?? from : from;
  const minutes = source === "readings" ? from : upTo.minutes ?? from;
  const cuts = [from, clamp(hours), clamp(Math.max(hours, minutes)), to];
  const sources = ["hours", "minutes", "readings"] as const;
  return sources.map((source, i) => ({ source, from: cuts[i], to: cuts[i + 1] }))
    .filter((piece) => piece.from < piece.to);

  function clamp(cut: number): number {
    return Math.min(to, Math.max(from, cut));
  }
}
