/** What lies over the device page's large chart: gaps and their reasons, late stretches, silence. */
import { freshFor } from "../../data/freshness.ts";
import { NO_OVERLAY, type Overlay, type Stretch } from "../chart/overlay.ts";
import type { ColourName } from "../chart/palette.ts";
import { formatNumber } from "../format/number.ts";
import { formatClock, type Zone } from "../format/time.ts";
import type { HistoryTable } from "../series/history_table.ts";
import type { Gap } from "../series/gaps.ts";
import { holesWithin } from "../series/holes.ts";
import { gapsOf } from "../series/lane.ts";
import { lateRuns } from "../series/late.ts";
import type { Reason, Reasons } from "../series/reasons.ts";

/** At most this many gaps and late stretches have words: the worst, and of these the longest. */
const MOST_TAGS = 6;
/** What is not stored is one to the eye if this share of the range or less lies between. */
const CLOSE = 1 / 40;

/** What surrounds the rows of a chart. */
export interface Surroundings {
  readonly from: number;
  readonly to: number;
  readonly isLive: boolean;
  /** Seconds between readings, as the device says. */
  readonly interval: number | null;
  readonly zone: Zone;
  /** Device time of its first reading, if it is known. */
  readonly firstSeen: number | null;
}

/** The colour of a reason's words; that nothing was produced is not worth one. */
const COLOURS: Readonly<Partial<Record<Reason["fate"], ColourName>>> = {
  missing: "crit",
  abandoned: "warn",
  evicted: "evict",
  "dead-lettered": "dead",
  waiting: "wait",
};

/** The worst first. */
const RANKS: readonly (ColourName | undefined)[] = Object.values(COLOURS);

/** Gaps, late stretches and silence of a table's rows. */
export function overlayOf(
  table: HistoryTable,
  reasons: Reasons,
  around: Surroundings,
): Overlay {
  const ts = table.ts;
  if (ts.length === 0) return NO_OVERLAY;
  const late = lateRuns(ts, table.late, table.gapMs).map(({ from, to, count }) => ({
    from,
    to: to + (table.stepMs ?? 0),
    words: `${formatNumber(count)} late${storedBy(table, from, to, around.zone)}`,
  }));
  return {
    gaps: spoken(gapsIn(ts, table, reasons, around), around),
    late: spoken(late, around),
    silence: silenceOf(table, reasons, around),
    limits: [],
  };
}

/** The gaps of the rows, and the holes that rows don't show; each with its reason. */
function gapsIn(
  ts: readonly number[],
  table: HistoryTable,
  reasons: Reasons,
  around: Surroundings,
): Stretch[] {
  const gaps = [...gapsOf(table), ...ends(ts, table, around)];
  const unseen = holesWithin(reasons.holes, around)
    .filter((hole) => holesWithin(gaps, hole).length === 0);
  const apart = (around.to - around.from) * CLOSE;
  const clusters = joined(unseen, apart).map((one) => ({ ...one, before: ts.length }));
  return [...gaps, ...clusters].map((gap) => ({
    ...{ from: gap.from, to: gap.to },
    ...gap.before === 0 ? firstReason(reasons.of(gap), around) : shownReason(reasons.of(gap)),
  }));
}

/** Stretches that lie close together become one. */
function joined(stretches: readonly Stretch[], apart: number): Stretch[] {
  const found: Stretch[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last === undefined || from - last.to > apart) found.push({ from, to });
    else found[found.length - 1] = { from: last.from, to: Math.max(last.to, to) };
  }
  return found;
}

function shownReason({ fate, words }: Reason): Pick<Stretch, "words" | "colour"> {
  return { words, colour: COLOURS[fate] };
}

/** Before its first reading a device was not there, as far as nothing else is known. */
function firstReason(reason: Reason, { from, firstSeen, zone }: Surroundings) {
  const { words, colour } = shownReason(reason);
  const isFirst = colour === undefined && firstSeen !== null && firstSeen >= from;
  return { words: isFirst ? `first seen ${formatClock(firstSeen, zone)}` : words, colour };
}

/** Of many stretches only the worst and of these the longest keep their words; they come first. */
function spoken(stretches: readonly Stretch[], around: Surroundings): Stretch[] {
  const least = (around.to - around.from) / 100;
  const length = ({ from, to }: Stretch) => to - from;
  const rank = ({ colour }: Stretch) => RANKS.indexOf(colour) + 1 || RANKS.length + 1;
  const most = stretches.filter((one) => one.colour !== undefined || length(one) > least)
    .sort((a, b) => rank(a) - rank(b) || length(b) - length(a)).slice(0, MOST_TAGS);
  const rest = stretches.filter((one) => !most.includes(one));
  return [...most, ...rest.map(({ from, to }) => ({ from, to }))];
}

/** The gap before the first reading, and in a held range the one after the last. */
function ends(
  ts: readonly number[],
  table: HistoryTable,
  { from, to, isLive }: Surroundings,
): Gap[] {
  const last = ts[ts.length - 1] + (table.stepMs ?? 0);
  const edges = [
    { from, to: ts[0], before: 0 },
    ...(isLive ? [] : [{ from: last, to, before: ts.length }]),
  ];
  return edges.filter((edge) => edge.to - edge.from > table.gapMs);
}

/** From the last reading on, or from when the account tells of no others; null if that is not long. */
export function silenceOf(
  table: HistoryTable,
  reasons: Reasons,
  around: Surroundings,
): Stretch | null {
  const last = table.rows.at(-1)?.[0] as number | undefined;
  if (last === undefined) return null;
  const told = holesWithin(reasons.holes, { from: last, to: around.to }).map(({ to }) => to);
  const from = Math.max(last, ...told);
  const patience = Math.max(freshFor(around.interval), table.gapMs);
  if (!around.isLive || around.to - from <= patience) return null;
  return { from, to: around.to, words: `no data since ${formatClock(last, around.zone)}` };
}

/** When the last of a stretch of late readings was stored, as far as rows tell. */
function storedBy(table: HistoryTable, from: number, to: number, zone: Zone): string {
  const at = table.at("received");
  if (at === undefined) return "";
  const rows = table.rows.slice(table.position(from), table.position(to + 1));
  const last = Math.max(...rows.map((row) => row[at] as number));
  return `, stored by ${formatClock(last, zone)}`;
}
