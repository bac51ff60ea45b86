import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { SetupError } from "../devices/lib/program.ts";
import { Hub } from "./live/hub.ts";
import { type Handler, serve, withHeaders } from "./serve.ts";

const silent = { info() {}, warn() {}, error() {} };

/** A port that is free at this moment. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

Deno.test("withHeaders() lets a page keep its own policy and gives the strictest to all else", async () => {
  const policy = "content-security-policy";
  const ask = async (response: Response) =>
    (await withHeaders(() => response, silent)(new Request("http://a/"))).headers;
  assertEquals(
    (await ask(new Response())).get(policy),
    "default-src 'none'; frame-ancestors 'none'",
  );
  assertEquals((await ask(new Response("", { headers: { [policy]: "own" } }))).get(policy), "own");
  assertEquals((await ask(Response.redirect("http://a/b"))).get("referrer-policy"), "same-origin");
});

Deno.test("withHeaders() answers thrown errors, and says them in the log only", async () => {
  const logged: string[] = [];
  const log = { ...silent, error: (message: string) => void logged.push(message) };
  const ask = async (error: Error) => {
    const response = await withHeaders(() => Promise.reject(error), log)(new Request("http://a/"));
    return [
      response.status,
      (await response.json()).detail,
      response.headers.has("referrer-policy"),
    ];
  };
  assertEquals(await ask(new URIError("bad")), [400, "This path can't be decoded", true]);
  assertEquals(await ask(new Error("secret")), [500, undefined, true]);
  assertEquals(logged.length, 1);
});

Deno.test("serve() stops at once, open streams included", async () => {
  const hub = new Hub({
    boot: "b",
    present: () => [],
    version: () => 0,
    occupied: () => {},
    now: Date.now,
  });
  const hello = { boot: "b", now: 0, tick_ms: 250, heartbeat_ms: 2000 };
  const handler: Handler = () => new Response(hub.open({ kind: "fleet" }, hello));
  const stop = new AbortController();
  const port = freePort();
  const served = serve(handler, { host: "127.0.0.1", port, signal: stop.signal, log: silent });
  const response = await fetch(`http://127.0.0.1:${port}/`);
  const reader = response.body!.getReader();
  assertStringIncludes(new TextDecoder().decode((await reader.read()).value), "event: hello");
  stop.abort();
  hub.close();
  await served;
  assertEquals((await reader.read().catch(() => ({ done: true }))).done, true);
});

Deno.test("serve() compresses pages and leaves event streams as they are", async () => {
  const handler: Handler = ({ url }) => {
    const type = new URL(url).pathname === "/api/stream" ? "text/event-stream" : "text/html";
    return new Response("data: ".repeat(1000), { headers: { "content-type": type } });
  };
  const stop = new AbortController();
  const port = freePort();
  const served = serve(handler, { host: "127.0.0.1", port, signal: stop.signal, log: silent });
  const encoding = async (path: string) => {
    const headers = { "accept-encoding": "gzip" };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    await response.body!.cancel();
    return response.headers.get("vary");
  };
  assertEquals([await encoding("/"), await encoding("/api/stream")], ["Accept-Encoding", null]);
  stop.abort();
  await served;
});

Deno.test("serve() says in one sentence that the port is taken", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const { signal } = new AbortController();
  const error = await assertRejects(
    () => serve(() => new Response(), { host: "127.0.0.1", port, signal, log: silent }),
    SetupError,
  );
  assertEquals(
    error.message,
    `WEB_PORT=${port} is in use on 127.0.0.1: stop what listens there, or set another`,
  );
});
