/** The pipeline page: is it keeping up, and where do readings spend their time. */
import { HOPS } from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import {
  hopSteps,
  rejectedByReason,
  replacedRows,
  type StateStep,
  stateSteps,
} from "./pipeline_rows.ts";
import { heatOf, seriesOf, summaryOf } from "./pipeline_series.ts";
import { spikesOf } from "./pipeline_spikes.ts";
import type { PipelineReport } from "./pipeline_types.ts";
import type { Range } from "./range.ts";

const MOST_STEPS = 400;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400]
  .map((seconds) => seconds * 1000);

/** The report of a window. */
export async function pipelineReport(db: Queries, range: Range): Promise<PipelineReport> {
  const step = STEPS.find((step) => (range.to - range.from) / step <= MOST_STEPS) ?? STEPS.at(-1)!;
  const [hops, states, rejected, replaced] = await Promise.all([
    hopSteps(db, range, step),
    stateSteps(db, range, step),
    rejectedByReason(db, range),
    replacedRows(db),
  ]);
  const summaries = HOPS.map((hop) => summaryOf(hop, hops));
  const sum = (pick: (state: StateStep) => number) =>
    states.reduce((sum, state) => sum + pick(state), 0);
  return {
    from: range.from,
    to: range.to,
    step_ms: step,
    received: sum(({ received }) => received),
    stored: sum(({ stored }) => stored),
    late: summaries[0].late,
    rejected,
    replaced,
    hops: summaries,
    series: seriesOf(hops, states, step),
    heat: heatOf(hops, step),
    spikes: await spikesOf(db, range, hops, step),
  };
}
