/** What is promised of `App`'s routes; holds for Fresh and for its stand-in. */
import { assertEquals, assertRejects } from "@std/assert";
import { App } from "fresh";
import { ask, textOf } from "./ask.ts";

function api(): App<unknown> {
  return new App()
    .get("/fixed", (ctx) => ctx.text("fixed"))
    .post("/fixed", async (ctx) => ctx.json(await ctx.req.json(), { status: 201 }))
    .get("/things/new", (ctx) => ctx.text("new"))
    .get("/things/:id", (ctx) => ctx.json({ ...ctx.params, route: ctx.route }))
    .get("/things/:other", (ctx) => ctx.text("second"))
    .get("/files/:path*", (ctx) => ctx.text(ctx.params.path));
}

Deno.test("get() answers GET, and HEAD without the body", async () => {
  assertEquals(await textOf(api(), "/fixed"), "fixed");
  const head = await ask(api(), "/fixed", { method: "HEAD" });
  assertEquals([head.status, await head.text()], [200, ""]);
  assertEquals(head.headers.get("content-type"), "text/plain;charset=UTF-8");
});

Deno.test("post() answers POST", async () => {
  const response = await ask(api(), "/fixed", { method: "POST", body: `{"a":1}` });
  assertEquals([response.status, await response.json()], [201, { a: 1 }]);
});

Deno.test("a method that a path lacks is 405, on an unknown path 404", async () => {
  const wrong = await ask(api(), "/fixed", { method: "DELETE" });
  assertEquals([wrong.status, await wrong.text()], [405, "Method Not Allowed"]);
  assertEquals(wrong.headers.get("allow"), null);
  const unknown = await ask(api(), "/nothing", { method: "DELETE" });
  assertEquals([unknown.status, await unknown.text()], [404, "Not Found"]);
});

Deno.test("OPTIONS lists the methods of a path", async () => {
  const response = await ask(api(), "/fixed", { method: "OPTIONS" });
  assertEquals([response.status, response.headers.get("allow")], [204, "GET, POST"]);
  assertEquals((await ask(api(), "/nothing", { method: "OPTIONS" })).status, 404);
});

Deno.test("an exact path comes before a pattern, an earlier pattern before a later one", async () => {
  assertEquals(await textOf(api(), "/things/new"), "new");
  const response = await ask(api(), "/things/a%20b");
  assertEquals(await response.json(), { id: "a b", route: "/things/:id" });
  assertEquals(await textOf(api(), "/files/a/b%2Fc"), "a/b%2Fc");
});

Deno.test("a slash at the end of an exact path makes no difference", async () => {
  assertEquals(await textOf(api(), "/fixed/"), "fixed");
  assertEquals((await ask(api(), "/things/1/")).status, 404);
});

Deno.test("slashes in a row are one", async () => {
  const app = new App().get("/a/b", (ctx) => ctx.text(ctx.url.pathname));
  assertEquals(await textOf(app, "//a///b"), "/a/b");
});

Deno.test("a parameter that can't be decoded rejects", async () => {
  await assertRejects(() => ask(api(), "/things/%ff"), URIError);
});

Deno.test("use() covers later routes below its path, whole segments only", async () => {
  const app = new App<{ seen?: string }>()
    .get("/early", (ctx) => ctx.text(`${ctx.state.seen}`))
    .use((ctx) => {
      ctx.state.seen = "all";
      return ctx.next();
    })
    .use("/api", (ctx) => {
      ctx.state.seen += " api";
      return ctx.next();
    })
    .get("/api/x", (ctx) => ctx.text(`${ctx.state.seen}`))
    .get("/apix", (ctx) => ctx.text(`${ctx.state.seen}`));
  assertEquals(await textOf(app, "/early"), "undefined");
  assertEquals(await textOf(app, "/api/x"), "all api");
  assertEquals(await textOf(app, "/apix"), "all");
});

Deno.test("use() runs on unknown paths too, unless it names a path", async () => {
  const named = (name: string) => async (ctx: { next(): Promise<Response> }) => {
    const response = await ctx.next().catch(() => new Response(null, { status: 404 }));
    response.headers.append("x-seen", name);
    return response;
  };
  const app = new App().use(named("all")).use("/api", named("api")).get("/api/x", (ctx) => {
    return ctx.text("x");
  });
  assertEquals((await ask(app, "/api/x")).headers.get("x-seen"), "api, all");
});

Deno.test("redirect() keeps a path on this host", async () => {
  const app = new App().get("/go", (ctx) => ctx.redirect(ctx.url.searchParams.get("to")!, 303));
  const to = async (target: string) => {
    const response = await ask(app, `/go?to=${encodeURIComponent(target)}`);
    assertEquals(response.status, 303);
    return response.headers.get("location");
  };
  assertEquals(await to("/a?b=//c"), "/a?b=//c");
  assertEquals(await to("//evil.example/x"), "/evil.example/x");
  assertEquals(await to("https://good.example/x"), "https://good.example/x");
});

Deno.test("info and state belong to one request", async () => {
  const app = new App<{ count?: number }>().get("/", (ctx) => {
    ctx.state.count = (ctx.state.count ?? 0) + 1;
    return ctx.json([ctx.state.count, ctx.info.remoteAddr.transport]);
  });
  for (let i = 0; i < 2; i++) assertEquals(await textOf(app, "/"), `[1,"tcp"]`);
});
