import { assertEquals, assertThrows } from "@std/assert";
import { SetupError } from "../../devices/lib/program.ts";
import { answer, serve } from "./serve.ts";

const routes = { "/health": () => new Response("fine") };

Deno.test("answer() knows its paths and methods", async () => {
  const ask = (path: string, method = "GET") =>
    answer(routes, new Request(`http://x${path}`, { method }));
  assertEquals(await (await ask("/health?x=1")).text(), "fine");
  assertEquals((await ask("/health", "HEAD")).status, 200);
  for (const path of ["/", "/health/", "/toString", "/__proto__"]) {
    const missing = await ask(path);
    assertEquals(missing.headers.get("content-type"), "application/problem+json");
    assertEquals(await missing.json(), { status: 404, title: "Not found" });
  }
  const wrong = await ask("/health", "POST");
  assertEquals([wrong.status, wrong.headers.get("allow")], [405, "GET, HEAD"]);
  assertEquals(await wrong.json(), { status: 405, title: "Method not allowed" });
});

Deno.test("serve() says that the port is in use", () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const { signal } = new AbortController();
  assertThrows(
    () => serve(routes, { hostname: "127.0.0.1", port }, signal),
    SetupError,
    `INGEST_PORT=${port} is in use on 127.0.0.1`,
  );
});

Deno.test("serve() answers until it is aborted", async () => {
  const stop = new AbortController();
  const server = serve(routes, { hostname: "127.0.0.1", port: 0 }, stop.signal);
  const { port } = server.addr as Deno.NetAddr;
  const response = await fetch(`http://127.0.0.1:${port}/health`);
  assertEquals(await response.text(), "fine");
  stop.abort();
  await server.finished;
});
