import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { FieldError } from "../data/field_error.ts";
import { Unavailable } from "../data/unavailable.ts";
import Comeback from "../islands/Comeback.tsx";
import Live from "../islands/Live.tsx";
import { define } from "../utils.ts";

/** Answers with the status that fits the error, so that programs understand it too. */
export const handler = define.handlers((ctx) => {
  const { status } = described(ctx.error);
  return page(undefined, { status });
});

export default define.page<typeof handler>(({ error, url }) => {
  const { title, words, status } = described(error);
  return (
    <main id="main">
      <Head>
        <title>{title} - Ledgerline</title>
      </Head>
      <div class="message">
        <h1>{title}</h1>
        <p>{words}</p>
        <p>
          {status === 400
            ? <a class="btn" href={url.pathname} aria-current="false">This page as usual</a>
            : <a class="btn" href={url.pathname + url.search} aria-current="false">Try again</a>}
          {" "}
          <a class="btn" href="/health">What to do</a>
        </p>
        {status === 503 && <Comeback />}
      </div>
      <Live url="/api/stream?channel=pipeline" />
    </main>
  );
});

/** What an error is to the person who reads the page. */
function described(error: unknown): { status: number; title: string; words: string } {
  if (error instanceof FieldError) {
    return {
      status: 400,
      title: "This address asks for something odd",
      words: `${error.message}.`,
    };
  }
  if (error instanceof Unavailable) {
    const words = `${error.message}. Devices keep what is not stored; nothing is lost by waiting.`;
    return { status: 503, title: "The database does not answer", words };
  }
  if (error instanceof HttpError) {
    return { status: error.status, title: `Error ${error.status}`, words: `${error.message}.` };
  }
  const words = "The dashboard made a mistake; its log has the details. Other pages may work.";
  return { status: 500, title: "Something went wrong", words };
}
