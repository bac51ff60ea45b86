import { page } from "fresh";
import { Head } from "fresh/runtime";
import Live from "../islands/Live.tsx";
import { define } from "../utils.ts";

/** An address that leads nowhere; the handler is there to say so with the status. */
export const handler = define.handlers(() => page(undefined, { status: 404 }));

export default define.page<typeof handler>(({ url }) => (
  <main id="main">
    <Head>
      <title>Not found - Ledgerline</title>
    </Head>
    <div class="message">
      <h1>Nothing here</h1>
      <p>
        There is no page <code>{url.pathname}</code>.
      </p>
      <ul>
        <li>
          <a href="/" aria-current="false">Fleet: every device</a>
        </li>
        <li>
          <a href="/pipeline">Pipeline: is it keeping up</a>
        </li>
        <li>
          <a href="/health">Health: is every part as it should be</a>
        </li>
      </ul>
    </div>
    <Live url="/api/stream?channel=pipeline" />
  </main>
));
