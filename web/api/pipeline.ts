/** `/api/pipeline…`: how the pipeline does over a window, and who made a spike. */
import type { Context } from "fresh";
import { csv, csvTime } from "../client/export/csv.ts";
import type { PipelineReport } from "../data/pipeline_types.ts";
import { LONGEST, parseRange } from "../data/range.ts";
import type { Api } from "../http/api_errors.ts";
import { jsonNow } from "../http/json.ts";
import type { State } from "../utils.ts";
import { numberOf } from "./query.ts";

const USUAL = "1h";

/** Registers what is asked of the pipeline. */
export function pipelineApi(api: Api): void {
  api.get("/api/pipeline", async (ctx) => jsonNow(await report(ctx)))
    .get("/api/pipeline/spike", spike)
    .get("/api/pipeline.csv", async (ctx) => asCsv(await report(ctx)));
}

function report({ state, url }: Context<State>): Promise<PipelineReport> {
  return state.data.pipeline(parseRange(url.searchParams, Date.now(), USUAL));
}

async function spike({ state, url }: Context<State>): Promise<Response> {
  const at = numberOf(url.searchParams, "at", { min: 0, max: 4e12 });
  const width = numberOf(url.searchParams, "width", { min: 1000, max: LONGEST });
  return jsonNow(await state.data.spike(at, width));
}

/** The series, one row a step. */
function asCsv({ series }: PipelineReport): Response {
  const { ts, p95, max, ...figures } = series;
  const columns: [string, readonly (number | null)[]][] = [
    ...Object.entries(figures),
    ...Object.entries(p95).map(([hop, values]) => [`${hop}_p95_ms`, values] as const),
    ...Object.entries(max).map(([hop, values]) => [`${hop}_max_ms`, values] as const),
  ].map(([name, values]) => [name, values]);
  const text = csv(
    ["ts", ...columns.map(([name]) => name)],
    ts.map((at, i) => [csvTime(at), ...columns.map(([, values]) => values[i])]),
  );
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="pipeline.csv"',
      "cache-control": "no-store",
    },
  });
}
