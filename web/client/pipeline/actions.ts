/** What keys and buttons of the pipeline page do. */
import type { MountedPlot } from "../chart/mount.ts";
import { downloadCsv, fileName } from "../export/download.ts";
import { picture, type PicturePart } from "../export/picture.ts";
import type { Action } from "../keys/keymap.ts";
import { stepRows } from "../keys/rows.ts";
import { PRESETS } from "../range/presets.ts";
import { showRangeText } from "../range/range_text.ts";
import { target, zone } from "../settings.ts";
import { CHARTS, colourOf } from "./charts.ts";
import type { HopRow } from "./hops.ts";
import type { PipelineModel } from "./model.ts";
import { hopLines, hopsCsv } from "./report.ts";
import type { PipelineControls } from "./run.ts";

/** Does what a key asks for; false if that is not for this page. */
export function followPipeline(
  action: Action,
  model: PipelineModel,
  controls: PipelineControls,
): boolean {
  switch (action.do) {
    case "range":
      controls.go({ from: `now-${PRESETS[action.index]}`, to: "now" });
      return true;
    case "escape":
      if (model.picked.peek() !== null) controls.pick(null);
      else if (model.isLive.peek()) return false;
      else controls.backToLive();
      return true;
    case "next":
    case "previous":
      return stepRows(action.do === "next" ? 1 : -1);
    default:
      return false;
  }
}

/** Saves the table of hops. */
export function saveHops(model: PipelineModel, rows: readonly HopRow[]): void {
  downloadCsv(nameOf(model, "latency", "csv"), hopsCsv(rows));
}

/** Saves the whole report as a picture: the table's figures, the heat and every chart. */
export function saveReport(
  model: PipelineModel,
  rows: readonly HopRow[],
  heat: HTMLCanvasElement | null,
  plots: ReadonlyMap<string, MountedPlot | undefined>,
): void {
  const { to } = model.report.peek();
  const range = showRangeText(model.range.peek(), zone.peek(), to);
  const charts = CHARTS.map(({ title, unit, lines }): PicturePart => ({
    title,
    note: unit,
    key: lines.map(({ name, swatch }) => ({ name, colour: colourOf(swatch) })),
    canvas: plots.get(title)?.canvas(),
  }));
  picture(nameOf(model, "pipeline", "png"), [
    {
      title: "Ledgerline pipeline",
      note: `${range}, ${
        zone.peek() === "utc" ? "UTC" : "local time"
      }; target: P95 under ${target.peek()} ms`,
      lines: hopLines(rows),
    },
    { title: "Latency over time", note: "device to queryable row", canvas: heat ?? undefined },
    ...charts,
  ]);
}

function nameOf(model: PipelineModel, what: string, ending: string): string {
  const { from, to } = model.report.peek();
  return fileName(
    [what, ...[from, to].map((ms) => new Date(ms).toISOString().slice(0, 19))],
    ending,
  );
}
