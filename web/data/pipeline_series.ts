/** What the pipeline's steps say over time and over a whole window. */
import { HOPS, LATENCY_BOUNDS } from "../../ingest/tables.ts";
import { addCounts, percentile } from "./percentiles.ts";
import type { HopCounts, StateStep } from "./pipeline_rows.ts";
import type { HeatStrip, Hop, HopSummary, PipelineSeries } from "./pipeline_types.ts";

/** From the device to where queries see it: measured, not summed. */
export const END_TO_END: Hop = "device_queryable";

/** One hop over all steps. */
export function summaryOf(hop: Hop, all: readonly HopCounts[]): HopSummary {
  const steps = all.filter((counts) => counts.hop === hop);
  const slowest = Math.max(0, ...steps.map(({ slowest }) => slowest));
  const counts = steps.map(({ counts }) => counts).reduce(addCounts, LATENCY_BOUNDS.map(() => 0));
  const count = steps.reduce((sum, { readings }) => sum + readings, 0);
  return {
    hop,
    count,
    late: steps.reduce((sum, { late }) => sum + late, 0),
    p50: percentile(counts, 0.5, slowest),
    p95: percentile(counts, 0.95, slowest),
    p99: percentile(counts, 0.99, slowest),
    max: count === 0 ? null : slowest,
  };
}

/** Figures by step; a step that only one table knows has nulls for the other. */
export function seriesOf(
  hops: readonly HopCounts[],
  states: readonly StateStep[],
  step: number,
): PipelineSeries {
  const ts = [...new Set([...hops, ...states].map(({ ts }) => ts))].sort((a, b) => a - b);
  const ofState = columnsAt(ts, states);
  const byHop = (value: (counts: HopCounts) => number | null) => {
    const columns = HOPS.map((hop) =>
      [hop, columnsAt(ts, hops.filter((counts) => counts.hop === hop))(value)] as const
    );
    return Object.fromEntries(columns) as Record<Hop, (number | null)[]>;
  };
  const perSecond = 1000 / step;
  return {
    ts,
    received: ofState(({ received }) => received * perSecond),
    stored: ofState(({ stored }) => stored * perSecond),
    rejected: ofState(({ rejected }) => rejected * perSecond),
    held: ofState(({ held }) => held),
    wal_lag: ofState(({ walLag }) => walLag),
    p95: byHop(({ counts, slowest }) => percentile(counts, 0.95, slowest)),
    max: byHop(({ slowest, readings }) => readings === 0 ? null : slowest),
  };
}

/** Columns of values at the given times; null where there is no row. */
function columnsAt<T extends { ts: number }>(ts: readonly number[], rows: readonly T[]) {
  const at = new Map(rows.map((row) => [row.ts, row]));
  return (value: (row: T) => number | null) =>
    ts.map((time) => at.has(time) ? value(at.get(time)!) : null);
}

/** Readings by latency and time, from end to end. */
export function heatOf(hops: readonly HopCounts[], step: number): HeatStrip {
  const own = hops.filter(({ hop }) => hop === END_TO_END);
  return {
    hop: END_TO_END,
    step_ms: step,
    bounds: LATENCY_BOUNDS.map((bound) => Number.isFinite(bound) ? bound : null),
    ts: own.map(({ ts }) => ts),
    counts: own.map(({ counts }) => counts),
  };
}
