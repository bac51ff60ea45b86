import { page } from "fresh";
import { Head } from "fresh/runtime";
import LedgerPage from "../islands/LedgerPage.tsx";
import Live from "../islands/Live.tsx";
import { define } from "../utils.ts";

/** The ledger of the fleet. */
export const handler = define.handlers({
  GET: async (ctx) => page({ made: Date.now(), ledger: await ctx.state.data.ledger() }),
});

export default define.page<typeof handler>(({ data }) => (
  <main id="main">
    <Head>
      <title>Ledger - Ledgerline</title>
    </Head>
    <LedgerPage ledger={data.ledger} made={data.made} />
    <Live url="/api/stream?channel=pipeline" />
  </main>
));
