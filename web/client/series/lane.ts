/** The lane under a chart: what became of the readings of each stretch of time. */
import { findGaps, type Gap } from "./gaps.ts";
import type { HistoryTable } from "./history_table.ts";
import { fateOf, type Hole, holesWithin, type ToldFate } from "./holes.ts";
import { type Reasons, TOLD_EVERY } from "./reasons.ts";

/** Stored in time or late, not stored and why, not produced; `unknown`: nothing is there. */
export type LaneFate = "stored" | "late" | ToldFate | "not-produced" | "unknown";

/** A stretch of the lane. */
export interface LanePart {
  readonly from: number;
  readonly to: number;
  readonly fate: LaneFate;
  /** How many readings, where that is known. */
  readonly count?: number;
}

/** The lane over `from` to `to`: ascending, no part over another. */
export function laneOf(
  table: HistoryTable,
  reasons: Reasons,
  { from, to }: { readonly from: number; readonly to: number },
): LanePart[] {
  const holes = holesWithin(reasons.holes, { from, to });
  const parts = holes.reduce(without, rowsLane(table, reasons, from, to));
  return [...parts, ...holes.flatMap(partsOf)]
    .map((part) => ({ ...part, from: Math.max(part.from, from), to: Math.min(part.to, to) }))
    .filter((part) => part.to > part.from)
    .sort((a, b) => a.from - b.from);
}

/** The gaps of a history inside its range, the one before its end left out (that is staleness). */
export function gapsOf(table: HistoryTable): Gap[] {
  return findGaps(table.ts, table.gapMs);
}

/** What rows alone tell. */
function rowsLane(table: HistoryTable, reasons: Reasons, from: number, to: number): LanePart[] {
  const { ts, late, gapMs } = table;
  const nothing = (from: number, to: number, before: number) =>
    reasons.isQuiet({ from, to, before }) ? "not-produced" : "unknown";
  if (ts.length === 0) return [{ from, to, fate: nothing(from, to, 0) }];
  const parts: LanePart[] = [];
  const width = table.stepMs ?? 0;
  const fateAt = (i: number) => late[i] > 0 ? "late" : "stored";
  extend(parts, from, ts[0], ts[0] - from > gapMs ? nothing(from, ts[0], 0) : fateAt(0));
  for (let i = 0; i < ts.length; i++) {
    const next = ts[i + 1] ?? to;
    if (next - ts[i] <= gapMs) {
      extend(parts, ts[i], next, fateAt(i));
    } else {
      extend(parts, ts[i], ts[i] + width, fateAt(i));
      extend(parts, ts[i] + width, next, nothing(ts[i], next, i + 1));
    }
  }
  return parts;
}

/** Parts without what lies in a hole, nor the moment at its side of which nobody can tell yet. */
function without(parts: readonly LanePart[], hole: Hole): LanePart[] {
  return parts.flatMap((part) => {
    if (part.to <= hole.from || part.from >= hole.to) return [part];
    return [{ ...part, to: hole.from }, { ...part, from: hole.to }]
      .filter(({ from, to, fate }) => to - from > (fate === "unknown" ? TOLD_EVERY : 0));
  });
}

/** A hole's readings one beside the other: each has the same share of the time. */
function partsOf({ from, to, spans }: Hole): LanePart[] {
  const whole = spans.reduce((sum, { count }) => sum + count, 0);
  let end = from;
  return spans.map((span) => {
    const begin = end;
    end += (to - from) * span.count / whole;
    return { from: begin, to: end, fate: fateOf(span), count: span.count };
  });
}

function extend(parts: LanePart[], from: number, to: number, fate: LaneFate): void {
  const last = parts.at(-1);
  if (last?.fate === fate) parts[parts.length - 1] = { ...last, to };
  else parts.push({ from, to, fate });
}
