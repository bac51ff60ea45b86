/** What is promised of `csp` and `csrf`; holds for Fresh and for its stand-in. */
import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { App, csp, csrf, type CsrfOptions } from "fresh";
import { ask } from "./ask.ts";

function Script() {
  return <script>1</script>;
}

function pages(useNonce: boolean): App<unknown> {
  return new App().use(csp({ useNonce, csp: ["manifest-src 'none'"] }))
    .get("/text", (ctx) => ctx.text("x"))
    .get("/page", (ctx) => ctx.render(<Script />))
    .get("/early", (ctx) =>
      ctx.render(
        <main>
          <script>1</script>
        </main>,
      ));
}

async function policy(app: App<unknown>, path: string): Promise<string> {
  return (await ask(app, path)).headers.get("content-security-policy")!;
}

Deno.test("csp() allows this host, and more on request", async () => {
  const directives = (await policy(pages(false), "/page")).split("; ");
  const expected = [
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "upgrade-insecure-requests",
    "manifest-src 'none'",
  ];
  for (const directive of expected) assert(directives.includes(directive), directive);
});

Deno.test("csp() with a nonce names the one that the page's scripts carry", async () => {
  const response = await ask(pages(true), "/page");
  const [, nonce] = (await response.text()).match(/<script nonce="(\w{32})">/)!;
  const header = response.headers.get("content-security-policy")!;
  assertMatch(header, new RegExp(`script-src 'self' 'nonce-${nonce}';`));
  assertMatch(header, new RegExp(`style-src 'self' 'nonce-${nonce}';`));
  assert(!header.includes("unsafe-inline"));
  assertNotEquals(await policy(pages(true), "/page"), header);
});

Deno.test("csp() keeps 'unsafe-inline' on what is not rendered", async () => {
  assertMatch(await policy(pages(true), "/text"), /script-src 'self' 'unsafe-inline'/);
});

Deno.test("a script that was made before rendering has the nonce too", async () => {
  assertMatch(await (await ask(pages(true), "/early")).text(), /<script nonce="\w+">1<\/script>/);
});

async function status(headers: HeadersInit, options?: CsrfOptions, method = "POST") {
  const app = new App().use(csrf(options))
    .post("/", (ctx) => ctx.text("done"))
    .get("/", (ctx) => ctx.text("read"));
  return (await ask(app, "/", { method, headers })).status;
}

Deno.test("csrf() refuses what another site's page sends", async () => {
  assertEquals(await status({ "sec-fetch-site": "cross-site" }), 403);
  assertEquals(await status({ "sec-fetch-site": "same-site" }), 403);
  assertEquals(await status({ origin: "http://evil.example" }), 403);
  assertEquals(await status({ "sec-fetch-site": "cross-site" }, {}, "GET"), 200);
});

Deno.test("csrf() lets this origin's pages and other programs pass", async () => {
  assertEquals(await status({ "sec-fetch-site": "same-origin" }), 200);
  assertEquals(await status({ "sec-fetch-site": "none" }), 200);
  assertEquals(await status({ origin: "http://localhost" }), 200);
  assertEquals(await status({}), 200);
});

Deno.test("csrf() lets named origins pass", async () => {
  const good = { "sec-fetch-site": "cross-site", origin: "https://good.example" };
  const origin = "https://good.example";
  assertEquals(await status(good, { origin }), 200);
  assertEquals(await status(good, { origin: [origin] }), 200);
  assertEquals(await status(good, { origin: (other) => other === origin }), 200);
  assertEquals(await status({ origin: "http://localhost" }, { origin }), 403);
});
