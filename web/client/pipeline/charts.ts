/** The charts of the pipeline page. */
import type uPlot from "uplot";
import type { PipelineReport, PipelineSeries } from "../../data/pipeline_types.ts";
import type { ColourName } from "../chart/palette.ts";
import type { PlotSpec } from "../chart/options.ts";
import { NO_OVERLAY } from "../chart/overlay.ts";
import { fromZero } from "../chart/value_axis.ts";
import { formatMs, formatRate } from "../format/number.ts";
import { breakLines } from "../series/gaps.ts";
import { lowerBound } from "../series/search.ts";
import { target } from "../settings.ts";
import type { PipelineModel } from "./model.ts";
import type { PipelineControls } from "./run.ts";

/** A line: its swatch in the legend, its name, where its values are. */
export interface PipelineLine {
  readonly swatch: "l1" | "l2" | "l3" | "l4";
  readonly name: string;
  readonly values: (series: PipelineSeries) => readonly (number | null)[];
}

/** A chart: what it is called, its lines, its axis. */
export interface PipelineChart {
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly PipelineLine[];
  readonly least: number;
  readonly isLog?: true;
  /** Draws the target across. */
  readonly hasTarget?: true;
  readonly format: (value: number | null) => string;
}

const line = (
  swatch: PipelineLine["swatch"],
  name: string,
  values: PipelineLine["values"],
): PipelineLine => ({ swatch, name, values });

/** Throughput, latency and what waits. */
export const CHARTS: readonly PipelineChart[] = [
  {
    title: "Throughput",
    unit: "readings/s",
    least: 10,
    format: formatRate,
    lines: [
      line("l1", "received", ({ received }) => received),
      line("l2", "stored", ({ stored }) => stored),
      line("l4", "rejected", ({ rejected }) => rejected),
    ],
  },
  {
    title: "Waiting",
    unit: "logarithmic",
    least: 10,
    isLog: true,
    format: formatRate,
    lines: [
      line("l1", "readings held by the ingest", ({ held }) => held),
      line("l3", "transactions not applied", ({ wal_lag }) => wal_lag),
    ],
  },
  {
    title: "Latency, p95",
    unit: "ms",
    least: 100,
    hasTarget: true,
    format: formatMs,
    lines: [
      line("l1", "device to row", ({ p95 }) => p95.device_queryable),
      line("l2", "to ingest", ({ p95 }) => p95.device_received),
      line("l3", "to commit", ({ p95 }) => p95.received_committed),
      line("l4", "to queryable", ({ p95 }) => p95.committed_queryable),
    ],
  },
];

/** The colour of a line, by its swatch. */
export function colourOf(swatch: PipelineLine["swatch"]): ColourName {
  return swatch.replace("l", "s") as ColourName;
}

/** Options of a chart. */
export function chartSpec(
  chart: PipelineChart,
  model: PipelineModel,
  controls: PipelineControls,
): PlotSpec {
  return {
    lines: chart.lines.map(({ swatch }) => ({ colour: colourOf(swatch) })),
    axes: "full",
    x: () => [model.report.peek().from, model.report.peek().to],
    y: (_, max) => fromZero(max, chart.least),
    log: chart.isLog,
    sync: "pipeline",
    overlay: () =>
      chart.hasTarget
        ? { ...NO_OVERLAY, limits: [{ value: target.peek(), words: `target ${target.peek()}` }] }
        : NO_OVERLAY,
    onCursor: (at) => model.cursor.value = at,
    onZoom: controls.zoom,
    onReset: controls.backToLive,
  };
}

/** Columns of a chart, broken where nothing was reported. */
export function chartData(chart: PipelineChart, report: PipelineReport): uPlot.AlignedData {
  const ts = wholeSteps(report);
  const values = chart.lines.map((line) => line.values(report.series).slice(0, ts.length));
  const { x, columns } = breakLines(ts, values, 1.5 * report.step_ms);
  return [x, ...columns];
}

/** Starts of the steps that are over: the rates of one under way would look like a fall. */
export function wholeSteps({ series, step_ms, to }: PipelineReport): readonly number[] {
  return series.ts.filter((ts) => ts + step_ms <= to);
}

/** A line's value at a moment, or its newest. */
export function lineValue(
  line: PipelineLine,
  report: PipelineReport,
  at: number | null,
): number | null {
  const ts = wholeSteps(report);
  const values = line.values(report.series).slice(0, ts.length);
  if (at === null) return values.findLast((value) => value !== null) ?? null;
  return values[lowerBound(ts.length, at, (i) => ts[i])] ?? null;
}
