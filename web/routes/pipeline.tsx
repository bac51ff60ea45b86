import { page } from "fresh";
import { Head } from "fresh/runtime";
import { numberOf } from "../api/query.ts";
import type { PipelineData } from "../client/pipeline/page_data.ts";
import { queriedRange, typedRangePath } from "../client/range/range_text.ts";
import { LONGEST, parseRange } from "../data/range.ts";
import Live from "../islands/Live.tsx";
import PipelinePage from "../islands/PipelinePage.tsx";
import { define, type State } from "../utils.ts";

/** Shown when the URL asks for no range. */
const USUAL = "1h";

/** The pipeline's report as its URL asks for it. */
export const handler = define.handlers({
  async GET(ctx) {
    const { data } = ctx.state;
    const typed = typedRangePath(ctx.url, Date.now());
    if (typed !== undefined) return ctx.redirect(typed, 303);
    const query = ctx.url.searchParams;
    const made = Date.now();
    const [report, health, picked] = await Promise.all([
      data.pipeline(parseRange(query, made, USUAL)),
      data.health(),
      pickedOut(query, data),
    ]);
    const range = queriedRange(query, USUAL);
    return page<PipelineData>({ made, report, range, health, picked });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <main id="main">
    <Head>
      <title>Pipeline - Ledgerline</title>
    </Head>
    <PipelinePage data={data} />
    {/* The fleet's channel: what it brings is measured to the screen. */}
    <Live url="/api/stream" />
  </main>
));

async function pickedOut(query: URLSearchParams, data: State["data"]) {
  if (!query.has("spike")) return null;
  const at = numberOf(query, "spike", { min: 0, max: 4e12 });
  const width = query.has("width") ? numberOf(query, "width", { min: 1000, max: LONGEST }) : 1000;
  return { at, width, detail: await data.spike(at, width) };
}
