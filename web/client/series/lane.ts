/** The lane under a chart: what became of each stretch of time, as far as the database knows. */
import { formatSpan } from "../format/age.ts";
import { formatNumber } from "../format/number.ts";
import { findGaps, type Gap } from "./gaps.ts";
import type { HistoryTable } from "./history_table.ts";

/** Stored in time, stored late, or nothing there. */
export type Fate = "stored" | "late" | "none";

/** A stretch of the lane. */
export interface LanePart {
  readonly from: number;
  readonly to: number;
  readonly fate: Fate;
}

/** The lane over `from` to `to`: parts that touch and differ. */
export function laneOf(table: HistoryTable, from: number, to: number): LanePart[] {
  const { ts, late, gapMs } = table;
  const parts: LanePart[] = [];
  if (ts.length === 0) return [{ from, to, fate: "none" }];
  const width = table.stepMs ?? 0;
  extend(parts, from, ts[0], ts[0] - from > gapMs ? "none" : fateOf(late[0]));
  for (let i = 0; i < ts.length; i++) {
    const next = ts[i + 1] ?? to;
    if (next - ts[i] <= gapMs) {
      extend(parts, ts[i], next, fateOf(late[i]));
    } else {
      extend(parts, ts[i], ts[i] + width, fateOf(late[i]));
      extend(parts, ts[i] + width, next, "none");
    }
  }
  return parts.filter((part) => part.to > part.from);
}

/** The gaps of a history inside its range, the one before its end left out (that is staleness). */
export function gapsOf(table: HistoryTable): Gap[] {
  return findGaps(table.ts, table.gapMs);
}

/**
 * What is known of a gap, in words: `no data 4 min 18 s`; from sequence numbers, when rows are
 * readings of one start of the device, also whether it produced anything in that time.
 */
export function gapWords(table: HistoryTable, gap: Gap): string {
  const span = formatSpan(gap.to - gap.from);
  const skipped = skippedIn(table, gap);
  if (skipped === null) return `no data ${span}`;
  if (skipped === 0) return `not produced ${span}`;
  return `${formatNumber(skipped)} not here yet, ${span}`;
}

function skippedIn(table: HistoryTable, gap: Gap): number | null {
  const [epoch, seq] = [table.at("epoch"), table.at("seq")];
  const [before, after] = [table.rows[gap.before - 1], table.rows[gap.before]];
  if (epoch === undefined || seq === undefined || before[epoch] !== after[epoch]) return null;
  // Epoch 0 is a device that numbers nothing: its seq is a hash.
  if (before[epoch] === 0 || before[epoch] === null) return null;
  const skipped = Number(after[seq]) - Number(before[seq]) - 1;
  return skipped >= 0 ? skipped : null;
}

function fateOf(late: number): Fate {
  return late > 0 ? "late" : "stored";
}

function extend(parts: LanePart[], from: number, to: number, fate: Fate): void {
  const last = parts.at(-1);
  if (last?.fate === fate) parts[parts.length - 1] = { ...last, to };
  else parts.push({ from, to, fate });
}
