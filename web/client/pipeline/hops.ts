/** The ways a reading's time is spent, in words, and where they lie on a logarithmic axis. */
import type { Hop, HopSummary } from "../../data/pipeline_types.ts";
import type { Percentiles } from "../live/latency_window.ts";

/** A row of the table of hops. */
export interface HopRow {
  readonly name: string;
  /** How it is measured. */
  readonly measured: string;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  /** The whole way; the table's foot. */
  readonly isEnd: boolean;
}

/** Each hop's name and how it is measured. */
export const HOP_WORDS: Readonly<Record<Hop, readonly [name: string, measured: string]>> = {
  device_received: ["Device to ingest", "two clocks; outbox and broker in it"],
  received_committed: ["Ingest to commit", "group commit, until the database's 204"],
  committed_queryable: ["Commit to queryable", "the database applies its log"],
  device_queryable: ["Device to queryable row", "measured, not summed"],
};

/** Rows of the hops, those that end on this screen among them. */
export function hopRows(
  hops: readonly HopSummary[],
  fromFrame: Percentiles | null,
  fromDevice: Percentiles | null,
): HopRow[] {
  const rows = hops.map((hop) => {
    const [name, measured] = HOP_WORDS[hop.hop];
    return { name, measured, ...figures(hop), isEnd: hop.hop === "device_queryable" };
  });
  const here = "this browser, last minute";
  return [
    ...rows.filter(({ isEnd }) => !isEnd),
    { name: "Frame to screen", measured: here, ...figures(fromFrame), isEnd: false },
    ...rows.filter(({ isEnd }) => isEnd),
    { name: "Device to screen", measured: here, ...figures(fromDevice), isEnd: true },
  ];
}

/** The axis of the bars in ms: from 0.1 ms to 10 s. */
export const AXIS = { from: 0.1, to: 10_000, ticks: [0.1, 1, 10, 100, 1_000, 10_000] } as const;

/** Where a latency lies on the axis, in percent of its width; what is outside lies at its ends. */
export function onAxis(ms: number): number {
  const share = Math.log10(Math.max(ms, AXIS.from) / AXIS.from) / Math.log10(AXIS.to / AXIS.from);
  return Math.round(Math.min(1, share) * 10_000) / 100;
}

function figures(from: Omit<Percentiles, "count"> | HopSummary | null) {
  const { p50 = null, p95 = null, p99 = null, max = null } = from ?? {};
  return { p50, p95, p99, max };
}
