import { page } from "fresh";
import { Head } from "fresh/runtime";
import { define } from "../utils.ts";

/** What went wrong the last time, by the code that the sign-in hands over. */
const PROBLEMS: Readonly<Record<string, string>> = {
  password: "That is not the password.",
  wait: "Too many attempts. Wait a minute, then try again.",
};

/** The page that asks for the password; the form is answered by the sign-in of the server. */
export const handler = define.handlers({
  GET: (ctx) => {
    const { searchParams } = ctx.url;
    const problem = PROBLEMS[searchParams.get("problem") ?? ""] ?? null;
    return page({ problem, next: searchParams.get("next") ?? "/" });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <main id="main">
    <Head>
      <title>Sign in - Ledgerline</title>
    </Head>
    <form class="login" method="post" action="/login">
      <h1 class="brand">Ledgerline</h1>
      <label>
        Password
        <input
          type="password"
          name="password"
          autocomplete="current-password"
          required
          autofocus
          aria-describedby={data.problem === null ? undefined : "problem"}
        />
      </label>
      <input type="hidden" name="next" value={data.next} />
      {data.problem !== null && <p id="problem" class="crit" role="alert">{data.problem}</p>}
      <button type="submit">Sign in</button>
    </form>
  </main>
));
