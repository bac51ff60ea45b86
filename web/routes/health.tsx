import { page } from "fresh";
import { Head } from "fresh/runtime";
import HealthPage from "../islands/HealthPage.tsx";
import Live from "../islands/Live.tsx";
import { define } from "../utils.ts";

/** The health of every part. */
export const handler = define.handlers({
  GET: async (ctx) => page({ health: await ctx.state.data.health() }),
});

export default define.page<typeof handler>(({ data }) => (
  <main id="main">
    <Head>
      <title>Health - Ledgerline</title>
    </Head>
    <HealthPage health={data.health} />
    <Live url="/api/stream?channel=pipeline" />
  </main>
));
