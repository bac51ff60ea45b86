/** When readings were slowest, and who and what made them so. */
import { DEVICE_DATA, HOPS } from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import { percentile } from "./percentiles.ts";
import { type HopCounts, hopSteps, slowestDevices, slowestSeconds } from "./pipeline_rows.ts";
import { END_TO_END, summaryOf } from "./pipeline_series.ts";
import type { Hop, Spike, SpikeDetail } from "./pipeline_types.ts";
import type { Millis, Range } from "./range.ts";

const MOST_SPIKES = 20;
const CLOCK_AHEAD = 300_000; // ms: as far as the ingest accepts

/** The steps with the slowest readings, and what is known of them. */
export async function spikesOf(
  db: Queries,
  range: Range,
  hops: readonly HopCounts[],
  step: number,
): Promise<Spike[]> {
  const worst = hops.filter(({ hop, readings }) => hop === END_TO_END && readings > 0)
    .toSorted((a, b) => b.slowest - a.slowest).slice(0, MOST_SPIKES);
  if (worst.length === 0) return [];
  const seconds = await slowestSeconds(db, range, END_TO_END, worst.at(-1)!.slowest);
  return worst.map(({ ts, readings, counts, slowest }) => ({
    at: ts,
    width: step,
    count: readings,
    p95: percentile(counts, 0.95, slowest) ?? 0,
    max: slowest,
    hop: slowestPart(hops.filter((part) => part.ts === ts)),
    worst_device: seconds.find((second) => second.ts >= ts && second.ts < ts + step)?.device ??
      null,
  }));
}

function slowestPart(hops: readonly HopCounts[]): Hop {
  const parts = hops.filter(({ hop }) => hop !== END_TO_END);
  return parts.toSorted((a, b) => b.slowest - a.slowest)[0]?.hop ?? END_TO_END;
}

/** Who made a spike. */
export async function spikeDetail(db: Queries, at: Millis, width: number): Promise<SpikeDetail> {
  const range = { from: at, to: at + width, live: false };
  const hops = await hopSteps(db, range, Math.max(1000, width));
  const detail = await Promise.all(HOPS.map(async (hop) => {
    const own = summaryOf(hop, hops);
    const [worst] = await slowestSeconds(db, range, hop, own.max ?? 0);
    return { ...own, worst_device: worst?.device ?? null };
  }));
  const reach = Math.max(...detail.map(({ max }) => max ?? 0)) + 5_000;
  const received = { ...range, from: at - reach };
  const devices = await slowestDevices(
    db,
    DEVICE_DATA,
    received,
    at - 2 * reach,
    at + width + CLOCK_AHEAD,
  );
  return { from: range.from, to: range.to, hops: detail, devices };
}
