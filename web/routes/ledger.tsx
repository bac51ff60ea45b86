import { page } from "fresh";
import { Head } from "fresh/runtime";
import { KEPT } from "../api/letters_query.ts";
import { DeadLetters } from "../components/ledger/DeadLetters.tsx";
import { parseRange } from "../data/range.ts";
import { within } from "../http/within.ts";
import LedgerPage from "../islands/LedgerPage.tsx";
import Live from "../islands/Live.tsx";
import RowKeys from "../islands/RowKeys.tsx";
import { define } from "../utils.ts";

/** In a flood of letters the sums need not wait for them, in ms. */
const LETTERS_WAIT = 2000;

/** The ledger of the fleet. */
export const handler = define.handlers({
  async GET(ctx) {
    const { data } = ctx.state;
    const made = Date.now();
    const kept = parseRange(new URLSearchParams(), made, KEPT);
    const [ledger, letters = null] = await Promise.all([
      data.ledger(),
      within(LETTERS_WAIT, data.letters.reasons(kept)),
    ]);
    return page({ made, ledger, letters });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <main id="main">
    <Head>
      <title>Ledger - Ledgerline</title>
    </Head>
    <LedgerPage ledger={data.ledger} made={data.made} />
    <DeadLetters letters={data.letters} made={data.made} />
    <RowKeys />
    <Live url="/api/stream?channel=pipeline" />
  </main>
));
