/** What is promised of errors; holds for Fresh and for its stand-in. */
import { assertEquals } from "@std/assert";
import { App, type Context, HttpError } from "fresh";
import { ask } from "./ask.ts";

function throws(error: unknown) {
  return () => {
    throw error;
  };
}

async function outcome<State>(app: App<State>, path: string): Promise<[number, string]> {
  const response = await ask(app, path);
  return [response.status, await response.text()];
}

/** Runs `fn` without the error log of the console. */
async function quietly<T>(fn: () => Promise<T>): Promise<T> {
  const { error } = console;
  console.error = () => {};
  try {
    return await fn();
  } finally {
    console.error = error;
  }
}

function said(ctx: Context<unknown>): Response {
  const { error } = ctx;
  const status = error instanceof HttpError ? error.status : 500;
  return new Response(error instanceof Error ? error.name : String(error), { status });
}

Deno.test("an HttpError gives its status and message", async () => {
  const app = new App()
    .get("/plain", throws(new HttpError(403)))
    .get("/worded", throws(new HttpError(400, "No such unit")))
    .get("/large", throws(new HttpError(413)));
  assertEquals(await outcome(app, "/plain"), [403, "Forbidden"]);
  assertEquals(await outcome(app, "/worded"), [400, "No such unit"]);
  assertEquals(await outcome(app, "/large"), [413, "Content Too Large"]);
});

Deno.test("any other error gives 500 and no detail", async () => {
  const app = new App().get("/", throws(new Error("secret")));
  assertEquals(await quietly(() => outcome(app, "/")), [500, "Internal server error"]);
});

Deno.test("a handler that returns no response gives 500", async () => {
  const app = new App().get("/", (() => "text") as never);
  assertEquals((await quietly(() => outcome(app, "/")))[0], 500);
});

Deno.test("onError() answers what fails below its path, the nearest one first", async () => {
  const app = new App()
    .onError("*", () => new Response("outer", { status: 500 }))
    .onError("/api", () => new Response("inner", { status: 500 }))
    .get("/api/x", throws(new Error()))
    .get("/x", throws(new Error()));
  assertEquals(await outcome(app, "/api/x"), [500, "inner"]);
  assertEquals(await outcome(app, "/x"), [500, "outer"]);
  assertEquals(await outcome(app, "/nothing"), [500, "outer"]);
});

Deno.test("onError() doesn't answer for earlier routes", async () => {
  const app = new App().get("/x", throws(new HttpError(403))).onError("*", said);
  assertEquals(await outcome(app, "/x"), [403, "Forbidden"]);
});

Deno.test("notFound() answers every 404, wherever it is thrown", async () => {
  const app = new App()
    .use((ctx) => ctx.next())
    .onError("/api", () => new Response("inner"))
    .get("/api/x", throws(new HttpError(404)))
    .notFound(said);
  assertEquals(await outcome(app, "/api/x"), [404, "HttpError"]);
  assertEquals(await outcome(app, "/nothing"), [404, "HttpError"]);
});

Deno.test("ctx.error is null for the router's own 404 unless a middleware ran", async () => {
  const app = new App().notFound(said).onError("*", said).get("/x", (ctx) => ctx.text("x"));
  assertEquals(await outcome(app, "/nothing"), [500, "null"]);
  const withUse = new App().use((ctx) => ctx.next()).notFound(said).onError("*", said);
  assertEquals(await outcome(withUse, "/nothing"), [404, "HttpError"]);
});

Deno.test("an error page is outside of the middlewares beside it, inside those above", async () => {
  const mark = async (ctx: Context<unknown>) => {
    const response = await ctx.next();
    response.headers.set("x-mark", "yes");
    return response;
  };
  const app = new App().use(mark).onError("*", said).onError("/api", said)
    .get("/api/x", throws(new HttpError(403)))
    .get("/x", throws(new HttpError(403)));
  assertEquals((await ask(app, "/api/x")).headers.get("x-mark"), "yes");
  assertEquals((await ask(app, "/x")).headers.get("x-mark"), null);
});

Deno.test("a middleware can catch errors itself", async () => {
  const app = new App().use((ctx) => ctx.next()).use(async (ctx) => {
    try {
      return await ctx.next();
    } catch (error) {
      return new Response(`caught ${(error as HttpError).status}`, { status: 500 });
    }
  }).get("/x", throws(new HttpError(403)));
  assertEquals(await outcome(app, "/x"), [500, "caught 403"]);
  assertEquals(await outcome(app, "/nothing"), [500, "caught 404"]);
});
