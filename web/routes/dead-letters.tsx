import { page } from "fresh";
import { Head } from "fresh/runtime";
import { lettersQueryOf } from "../api/letters_query.ts";
import { lettersAddress, tidyPath } from "../client/letters/address.ts";
import type { LettersData } from "../client/letters/page_data.ts";
import { typedRangePath } from "../client/range/range_text.ts";
import { LettersPage } from "../components/letters/LettersPage.tsx";
import Live from "../islands/Live.tsx";
import RowKeys from "../islands/RowKeys.tsx";
import { define } from "../utils.ts";

/** Letters of a page. */
const SHOWN = { usual: 50, most: 50 };

/** Dead letters as the URL asks for them. */
export const handler = define.handlers({
  async GET(ctx) {
    const { letters } = ctx.state.data;
    const made = Date.now();
    const typed = typedRangePath(ctx.url, made);
    const path = tidyPath(new URL(typed ?? ctx.url, ctx.url)) ?? typed;
    if (path !== undefined) return ctx.redirect(path, 303);
    const params = ctx.url.searchParams;
    const query = lettersQueryOf(params, made, SHOWN);
    const [found, lines] = await Promise.all([letters.page(query), letters.lines(query)]);
    const isFirst = query.before === undefined;
    const isLive = query.range.live;
    return page<LettersData>({
      ...{ made, address: lettersAddress(params), found, lines, isFirst, isLive },
    });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <main id="main">
    <Head>
      <title>Dead letters - Ledgerline</title>
    </Head>
    <LettersPage data={data} />
    <RowKeys />
    <Live url="/api/stream?channel=pipeline" />
  </main>
));
