import { assert, assertEquals, assertMatch } from "@std/assert";
import { Builder } from "fresh/dev";
import { fileURLToPath } from "node:url";
import { FakeApp } from "./testing/fake_app.ts";
import { NOW } from "./testing/fake_data.ts";
import type { State } from "./utils.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const build = await new Builder<State>({ root, serverEntry: "entry.ts" })
  .build({ snapshot: "memory" });
const PAGES = [
  ...["/", "/devices/vehicle_01", "/pipeline", "/ledger", "/dead-letters", "/health", "/login"],
];

/** A page's status, policy and text. */
async function read(app: FakeApp, path: string, init?: RequestInit) {
  const response = await app.ask(path, init);
  const policy = response.headers.get("content-security-policy")!;
  return { status: response.status, policy, text: await response.text() };
}

/** Everything in the page that its policy forbids. */
function forbidden(text: string, policy: string): string[] {
  const nonce = /'nonce-([^']+)'/.exec(policy)![1];
  const tags = text.match(/<(script|style)\b[^>]*>/g) ?? [];
  const styled = text.match(/<[^>]+\sstyle=[^>]*>/g) ?? [];
  const handlers = text.match(/<[^>]+\son\w+=[^>]*>/g) ?? [];
  return [...tags.filter((tag) => !tag.includes(`nonce="${nonce}"`)), ...styled, ...handlers];
}

Deno.test("Every page runs the server's own scripts and styles only", async () => {
  const app = new FakeApp({ build });
  for (const path of PAGES) {
    const { status, policy, text } = await read(app, path);
    assertEquals(status, 200, path);
    assertMatch(policy, /script-src 'self' 'nonce-[^']{16,}'/, path);
    assertEquals(forbidden(text, policy), [], path);
    assert(!policy.includes("unsafe") && policy.includes("frame-ancestors 'none'"), path);
    assert(!policy.includes("upgrade-insecure-requests"), path);
  }
});

Deno.test("Every nonce is used once", async () => {
  const app = new FakeApp({ build });
  const [a, b] = [await read(app, "/"), await read(app, "/")];
  assert(a.policy !== b.policy);
});

Deno.test("Error pages have the status that fits, and the policy of pages", async () => {
  const app = new FakeApp({ build });
  const expect = async (path: string, code: number, words: RegExp, init?: RequestInit) => {
    const { status, policy, text } = await read(app, path, init);
    assertEquals(status, code, path);
    assertMatch(text, words);
    assertMatch(policy, /'nonce-/, path);
    assertEquals(forbidden(text, policy), [], path);
    assertMatch(text, /<link rel="stylesheet"/, path);
  };
  await expect("/nope", 404, /Nothing here/);
  await expect("/devices/vehicle_1", 404, /vehicle_01/);
  await expect("/devices/vehicle_01?from=yesterday", 400, /from=&quot;yesterday&quot;/);
  await expect("/dead-letters?reason=bad", 400, /reason=&quot;bad&quot;: must be one of empty, /);
  const headers = { "sec-fetch-site": "cross-site" };
  await expect("/logout", 403, /403/, { method: "POST", headers });
  app.data.down = true;
  await expect("/", 503, /It is down/);
  app.data.fleet = () => Promise.reject(new Error("secret"));
  await expect("/", 500, /Something went wrong/);
  assertEquals(app.logged.length, 1);
});

Deno.test("What devices wrote is text on every page that shows it", async () => {
  const app = new FakeApp({ build });
  for (const path of ["/dead-letters", "/ledger"]) {
    const { text } = await read(app, path);
    const shown = "=1+1,&lt;/pre>&lt;script>alert(1)&lt;/script>\\u{202e}";
    assert(text.includes(shown) && !text.includes("<script>alert"), path);
    assert(!text.includes("\u202e"), path);
  }
});

Deno.test("The ledger is shown without its letters when they can't be had", async () => {
  const app = new FakeApp({ build });
  app.data.letters.reasons = () => Promise.reject(new Error("too many"));
  const { status, text } = await read(app, "/ledger");
  assertEquals([status, text.includes("By device"), text.includes("Not available now")], [
    ...[200, true, true],
  ]);
});

Deno.test("A file of dead letters says when it does not have all of them", async () => {
  const app = new FakeApp({ build });
  const { page, reasons } = app.data.letters;
  const link = async (path: string, total: number) => {
    app.data.letters.page = async (query) => ({ ...await page(query), total });
    app.data.letters.reasons = async (range) => {
      const found = await reasons(range);
      return { ...found, reasons: found.reasons.map((line) => ({ ...line, letters: total })) };
    };
    const { text } = await read(app, path);
    return /href="\/api\/dead-letters\.csv(?:\?reason=empty)?"[^>]*>([^<]*)</.exec(text)?.[1];
  };
  for (const path of ["/dead-letters?reason=empty", "/ledger"]) {
    assertEquals(await link(path, 100_000), "CSV");
    assertEquals(await link(path, 100_001), "CSV of the newest 100,000");
  }
});

Deno.test("The form of the dead letters leads to an address without what was left empty", async () => {
  const app = new FakeApp({ build });
  const lead = async (query: string) => {
    const { status, headers } = await app.ask(`/dead-letters?${query}`);
    return [status, headers.get("location")];
  };
  assertEquals(await lead("reason=&device=&range="), [303, "/dead-letters"]);
  assertEquals(await lead("reason=empty&range=now-2h+to+now-1h"), [
    ...[303, "/dead-letters?reason=empty&from=now-2h&to=now-1h"],
  ]);
  const [from, to] = [String(NOW), `${NOW + 1000}.001`];
  const { text } = await read(app, `/dead-letters?from=${from}&to=${to}`);
  const fields = [...text.matchAll(/<input [^>]*name="(from|to|range)"[^>]*value="([^"]*)"/g)]
    .map(([, name, value]) => [name, value]);
  assertEquals(await lead(`reason=empty&device=&${new URLSearchParams(fields)}`), [
    ...[303, `/dead-letters?reason=empty&from=${from}&to=${to}`],
  ]);
  assertEquals((await app.ask("/dead-letters?range=soon")).status, 400);
});

Deno.test("The API answers programs with problems, also where there is a page for them", async () => {
  const app = new FakeApp({ build });
  for (const path of ["/api/devices/vehicle_1/latest", "/api/devices/a%20b/account", "/api/nope"]) {
    const response = await app.ask(path);
    const { status, headers } = response;
    assertEquals([status, headers.get("content-type")], [404, "application/problem+json"], path);
    assertEquals((await response.json()).status, 404);
  }
});

Deno.test("Who has not signed in sees the sign-in page and its style, and nothing else", async () => {
  const app = new FakeApp({ build, password: "correct horse" });
  for (const path of ["/", "/devices/vehicle_01", "/nope", "/health"]) {
    assertEquals((await app.ask(path)).status, 303, path);
  }
  const { status, text } = await read(app, "/login");
  assertEquals(status, 200);
  const sheet = /href="([^"]+\.css[^"]*)"/.exec(text)![1].replaceAll("&amp;", "&");
  const style = await app.ask(sheet);
  assertEquals([style.status, await style.text().then((css) => css.length > 0)], [200, true]);
});
