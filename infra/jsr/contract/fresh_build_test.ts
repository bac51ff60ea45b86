/** What is promised of a build on disk and of static files; holds for Fresh and its stand-in. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { builder } from "./fixture.ts";

const OUTPUT = new URL("../testdata/app/_fresh/", import.meta.url);
globalThis.addEventListener("unload", () => Deno.removeSync(OUTPUT, { recursive: true }));

await builder.build();
const { default: built } = await import(new URL("server.js", OUTPUT).href) as {
  default: { fetch(request: Request): Promise<Response> };
};

function get(path: string, headers?: HeadersInit, method = "GET"): Promise<Response> {
  return built.fetch(new Request(`http://localhost${path}`, { headers, method }));
}

async function buildId(): Promise<string> {
  return (await (await get("/")).text()).match(/\/_fresh\/js\/(\w{40})\//)![1];
}

Deno.test("the server of a build answers as the app does", async () => {
  assertMatch(await (await get("/")).text(), /<!--frsh:island:Counter:0:-->.*boot\(\{Counter/s);
  assertEquals(await (await get("/api/devices/1")).json(), { id: "1" });
  assertEquals((await get("/nothing")).status, 404);
  assertEquals(await (await get("/devices/a/b")).text(), "rest a/b");
});

Deno.test("a static file has its type, length and tag, and is asked for each time", async () => {
  const { headers, body } = await get("/dot.svg");
  const text = await new Response(body).text();
  assertEquals(headers.get("content-type"), "image/svg+xml");
  assertEquals(headers.get("content-length"), String(text.length));
  assertEquals(headers.get("vary"), "If-None-Match");
  assertMatch(headers.get("etag")!, /^W\/".+"$/);
  assertStringIncludes(headers.get("cache-control")!, "no-cache");
});

Deno.test("a static file that is known already is not sent again", async () => {
  const first = await get("/dot.svg");
  await first.body?.cancel();
  const again = await get("/dot.svg", { "if-none-match": first.headers.get("etag")! });
  assertEquals([again.status, await again.text()], [304, ""]);
  const other = await get("/dot.svg", { "if-none-match": `W/"other"` });
  assertEquals(other.status, 200);
  await other.body?.cancel();
});

Deno.test("scripts of the build and URLs that name it are kept for good", async () => {
  const id = await buildId();
  for (const path of [`/_fresh/js/${id}/fresh-runtime.js`, `/dot.svg?__frsh_c=${id}`]) {
    const response = await get(path);
    assertEquals(response.status, 200);
    assertMatch(response.headers.get("cache-control")!, /max-age=31536000, immutable/);
    await response.body?.cancel();
  }
});

Deno.test("a URL that names another build leads to the file of this one", async () => {
  const response = await get("/dot.svg?__frsh_c=old&a=1");
  assertEquals([response.status, response.headers.get("location")], [307, "/dot.svg?a=1"]);
});

Deno.test("style sheets name the build of the files that they use", async () => {
  const css = await (await get("/style.css")).text();
  assertStringIncludes(css, `url("/dot.svg?__frsh_c=${await buildId()}")`);
});

Deno.test("HEAD has the headers only, other methods are 405", async () => {
  const head = await get("/dot.svg", {}, "HEAD");
  assertEquals([head.status, await head.text()], [200, ""]);
  assert(Number(head.headers.get("content-length")) > 0);
  assertEquals((await get("/dot.svg", {}, "POST")).status, 405);
});

Deno.test("names with spaces are served, hidden and outer files are not", async () => {
  assertEquals(await (await get("/a%20b/c.txt")).text(), "spaces\n");
  for (const path of ["/.hidden.txt", "/..%2fapp.ts", "/%2e%2e/app.ts", "/app.ts", "/a%20b"]) {
    assertEquals((await get(path)).status, 404, path);
  }
  assertEquals((await get("/favicon.ico")).status, 404);
});
