import { page } from "fresh";
import { Head } from "fresh/runtime";
import { chartedIds, type FleetData, fleetData } from "../client/fleet/page_data.ts";
import { parseFleetView } from "../client/fleet/view.ts";
import { Unavailable } from "../data/unavailable.ts";
import FleetPage from "../islands/FleetPage.tsx";
import Live from "../islands/Live.tsx";
import { define } from "../utils.ts";

/** The fleet as its URL asks for it. */
export const handler = define.handlers({
  async GET(ctx) {
    const { data } = ctx.state;
    const shown = fleetData(await data.fleet(), parseFleetView(ctx.url.searchParams));
    const ids = chartedIds(shown.shown, shown.view);
    const recent = ids.length === 0 ? null : await data.recent(ids).catch(withoutDatabase);
    return page<FleetData>({ ...shown, recent });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <main id="main">
    <Head>
      <title>Fleet - Ledgerline</title>
    </Head>
    <FleetPage data={data} />
    <Live url="/api/stream" />
  </main>
));

/** The fleet is in memory; without the database only its charts begin empty. */
function withoutDatabase(error: unknown): null {
  if (error instanceof Unavailable) return null;
  throw error;
}
