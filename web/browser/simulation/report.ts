/** A simulated pipeline: fast but for one slow second every five minutes. */
import { HOPS, LATENCY_BOUNDS } from "../../../ingest/tables.ts";
import type { HopCounts } from "../../data/pipeline_rows.ts";
import { heatOf, seriesOf, summaryOf } from "../../data/pipeline_series.ts";
import type { PipelineReport, SpikeDetail } from "../../data/pipeline_types.ts";

const SLOW_EVERY = 300_000; // ms
const TYPICAL = {
  device_received: 6,
  received_committed: 12,
  committed_queryable: 24,
  device_queryable: 50,
};

/** The report of a window. */
export function simulatedReport(
  { from, to }: { readonly from: number; readonly to: number },
  ids: readonly string[],
): PipelineReport {
  const step = Math.max(1000, Math.ceil((to - from) / 400 / 1000) * 1000);
  const ts: number[] = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) ts.push(at);
  const hops = ts.flatMap((at) => HOPS.map((hop) => countsOf(at, hop, step, ids.length)));
  const states = ts.map((at) => {
    const readings = (ids.length * step) / 1000;
    return {
      ts: at,
      received: readings,
      stored: readings,
      rejected: 0,
      held: 3,
      walLag: isSlow(at, step) ? 40 : 1,
    };
  });
  const stored = states.reduce((sum, state) => sum + state.stored, 0);
  return {
    ...{ from, to, step_ms: step, received: stored, stored, late: 0 },
    replaced: 1204,
    rejected: [{ reason: "timestamp_in_future", count: 2 }],
    hops: HOPS.map((hop) => summaryOf(hop, hops)),
    series: seriesOf(hops, states, step),
    heat: heatOf(hops, step),
    spikes: ts.filter((at) => isSlow(at, step)).slice(-10).reverse().map((at) => ({
      ...{ at, width: step, count: ids.length, p95: 4096, max: 4900 },
      ...{ hop: "device_received" as const, worst_device: ids[0] ?? null },
    })),
  };
}

/** Who made a slow second: the first device, on its way to the ingest. */
export function simulatedSpike(at: number, width: number, ids: readonly string[]): SpikeDetail {
  return {
    ...{ from: at, to: at + width },
    hops: HOPS.map((hop) => ({
      ...summaryOf(hop, [countsOf(at, hop, width, ids.length)]),
      worst_device: ids[0] ?? null,
    })),
    devices: ids.slice(0, 3).map((device_id, i) => ({
      ...{ device_id, readings: width / 1000, max_ms: 4900 / (i + 1), mean_ms: 2400 / (i + 1) },
    })),
  };
}

function countsOf(ts: number, hop: typeof HOPS[number], step: number, devices: number): HopCounts {
  const isWorst = isSlow(ts, step) && hop !== "received_committed" && hop !== "committed_queryable";
  const slowest = isWorst ? 4900 : TYPICAL[hop] * 2;
  const readings = (devices * step) / 1000;
  const bucket = LATENCY_BOUNDS.findIndex((bound) => slowest <= bound);
  const counts = LATENCY_BOUNDS.map((_, k) => k === bucket ? readings : 0);
  return { ts, hop, readings, late: 0, slowest, counts };
}

function isSlow(ts: number, step: number): boolean {
  return ts % SLOW_EVERY < step;
}
