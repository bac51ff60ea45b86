/** The shapes of the pipeline page. Types only. */
import type { Millis } from "./range.ts";

/** Where a reading spends its time. `sent` and `screen` are measured by the web and the browser. */
export type Hop =
  | "device_received"
  | "received_committed"
  | "committed_queryable"
  | "device_queryable";

/** Latency of one hop in the newest second, in ms. */
export interface HopFigures {
  /** Readings measured, late ones apart. */
  readonly count: number;
  readonly late: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Latency of one hop over a window, in ms; null while nothing was measured. */
export interface HopSummary {
  readonly hop: Hop;
  /** Readings measured, late ones apart. */
  readonly count: number;
  /** Readings that were received more than 5 s after they were taken; in no percentile. */
  readonly late: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/** Figures over time, one entry per step; null where nothing was reported. */
export interface PipelineSeries {
  /** Starts of the steps. */
  readonly ts: readonly Millis[];
  /** Readings per second. */
  readonly received: readonly (number | null)[];
  readonly stored: readonly (number | null)[];
  readonly rejected: readonly (number | null)[];
  /** Most readings held by the ingest (received, not yet committed). */
  readonly held: readonly (number | null)[];
  /** Most transactions committed and not yet applied. */
  readonly wal_lag: readonly (number | null)[];
  /** Latency by hop, ms: p95 over the step and the greatest. */
  readonly p95: Readonly<Record<Hop, readonly (number | null)[]>>;
  readonly max: Readonly<Record<Hop, readonly (number | null)[]>>;
}

/** Readings by latency over time: `counts[i][k]` of `ts[i]` lie below `bounds[k]` and above the one before. */
export interface HeatStrip {
  readonly hop: Hop;
  readonly step_ms: number;
  /** Upper bounds in ms, ascending; the last is Infinity, sent as null. */
  readonly bounds: readonly (number | null)[];
  readonly ts: readonly Millis[];
  readonly counts: readonly (readonly number[])[];
}

/** A second in which a hop was slowest; the worst first. */
export interface Spike {
  readonly at: Millis;
  /** ms */
  readonly width: number;
  readonly count: number;
  /** Device to queryable, ms. */
  readonly p95: number;
  readonly max: number;
  /** The hop that took most of it, and the device of its slowest reading. */
  readonly hop: Hop;
  readonly worst_device: string | null;
}

/** `GET /api/pipeline?duration=1h` (or `from`, `to`). */
export interface PipelineReport {
  readonly from: Millis;
  readonly to: Millis;
  readonly step_ms: number;
  /** Sums over the window. */
  readonly received: number;
  readonly stored: number;
  readonly late: number;
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
  /** Not of the window: readings that were delivered again since the database was started. */
  readonly replaced: number;
  readonly hops: readonly HopSummary[];
  readonly series: PipelineSeries;
  /** Device to queryable. */
  readonly heat: HeatStrip;
  readonly spikes: readonly Spike[];
}

/** `GET /api/pipeline/spike?at=…&width=…`: which hop and which devices. */
export interface SpikeDetail {
  readonly from: Millis;
  readonly to: Millis;
  readonly hops: readonly (HopSummary & { readonly worst_device: string | null })[];
  /** Devices by the longest way from sampling to the ingest, at most 20, of readings received then. */
  readonly devices: readonly {
    readonly device_id: string;
    readonly readings: number;
    readonly max_ms: number;
    readonly mean_ms: number;
  }[];
}
