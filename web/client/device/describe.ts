/** What the device page's charts say in words: overlay, legend, lane. */
import type { Field } from "../../data/fields.ts";
import { freshFor } from "../../data/freshness.ts";
import { NO_OVERLAY, type Overlay, type Stretch } from "../chart/overlay.ts";
import { formatSpan } from "../format/age.ts";
import { formatBytes, formatNumber } from "../format/number.ts";
import { formatClock, type Zone } from "../format/time.ts";
import { gapsOf, gapWords } from "../series/lane.ts";
import type { HistoryTable } from "../series/history_table.ts";
import { lateRuns } from "../series/late.ts";

/** At most this many gaps and late stretches have words; the longest. */
const MOST_TAGS = 4;

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

/** Gaps, late stretches and silence of a table's rows. */
export function overlayOf(table: HistoryTable, around: Surroundings): Overlay {
  const ts = table.ts;
  if (ts.length === 0) return NO_OVERLAY;
  const gaps = gapsOf(table).map((gap) => ({ ...gap, words: gapWords(table, gap) }));
  const late = lateRuns(ts, table.late, table.gapMs).map(({ from, to, count }) => ({
    from,
    to: to + (table.stepMs ?? 0),
    words: `${formatNumber(count)} late${storedBy(table, from, to, around.zone)}`,
  }));
  return {
    gaps: [...longest(gaps, around), ...ends(ts, table, around)],
    late: longest(late, around),
    silence: silence(ts, table, around),
    limits: [],
  };
}

/** A value with its unit, as legends and heads show it; counters are rates. */
export function valueWords(value: number | null, field: Field): readonly [string, string] {
  if (field.kind === "gauge") return [formatNumber(value, field.decimals), field.unit];
  const [text, unit] = formatBytes(value);
  return [text, `${unit}/s`];
}

/** What a chart's line is made of, in words; null if it is the readings themselves. */
export function resolutionWords(table: HistoryTable): string | null {
  if (table.stepMs === null) return null;
  return `line: mean of ${formatSpan(table.stepMs)}, band: least to greatest`;
}

/** Only the longest of many stretches keep their words. */
function longest<T extends Stretch>(stretches: readonly T[], around: Surroundings): Stretch[] {
  const least = (around.to - around.from) / 100;
  const spoken = new Set(
    [...stretches].filter(({ from, to }) => to - from > least)
      .sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MOST_TAGS),
  );
  return stretches.map((one) => spoken.has(one) ? one : { from: one.from, to: one.to });
}

/** The gap before the first reading, and in a held range the one after the last. */
function ends(ts: readonly number[], table: HistoryTable, around: Surroundings): Stretch[] {
  const { from, to, isLive, firstSeen, zone } = around;
  const last = ts[ts.length - 1] + (table.stepMs ?? 0);
  const isFirst = firstSeen !== null && firstSeen >= from;
  const nothing = (from: number, to: number) => `no data ${formatSpan(to - from)}`;
  const before = isFirst ? `first seen ${formatClock(firstSeen, zone)}` : nothing(from, ts[0]);
  const edges = [
    { from, to: ts[0], words: before },
    ...(isLive ? [] : [{ from: last, to, words: nothing(last, to) }]),
  ];
  return edges.filter((edge) => edge.to - edge.from > table.gapMs);
}

function silence(ts: readonly number[], table: HistoryTable, around: Surroundings) {
  const last = ts[ts.length - 1];
  const patience = Math.max(freshFor(around.interval), table.gapMs);
  if (!around.isLive || around.to - last <= patience) return null;
  return { from: last, to: around.to, words: `no data since ${formatClock(last, around.zone)}` };
}

/** When the last of a stretch of late readings was stored, as far as rows tell. */
function storedBy(table: HistoryTable, from: number, to: number, zone: Zone): string {
  const at = table.at("received");
  if (at === undefined) return "";
  const rows = table.rows.slice(table.position(from), table.position(to + 1));
  const last = Math.max(...rows.map((row) => row[at] as number));
  return `, stored by ${formatClock(last, zone)}`;
}
