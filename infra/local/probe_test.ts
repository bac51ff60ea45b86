import { assertEquals } from "@std/assert";
import { startTinyBroker } from "../../devices/lib/testing/tiny_broker.ts";
import { freePorts } from "./ports.ts";
import { probeBroker, probeQuestDb } from "./probe.ts";

/** A web server on a free port. */
function serve(handler: Deno.ServeHandler) {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, handler);
  return {
    port: server.addr.port,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const NOT_FOUND = () => new Response("", { status: 404, headers: { server: "nginx" } });
const WEB_SERVER = { kind: "other", what: "a web server (HTTP 404, nginx)" } as const;

Deno.test("probeBroker() knows a broker, whatever it thinks of us", async () => {
  await using broker = startTinyBroker();
  assertEquals(await probeBroker(broker), { kind: "right" });
  broker.answers.connack = 5; // not authorized
  assertEquals(await probeBroker(broker), { kind: "right" });
});

Deno.test("probeBroker() finds nothing where nothing listens", async () => {
  const [port] = freePorts(1);
  assertEquals(await probeBroker({ url: `mqtt://127.0.0.1:${port}` }), { kind: "nothing" });
});

Deno.test("probeBroker() names a web server", async () => {
  await using server = serve(NOT_FOUND);
  assertEquals(await probeBroker({ url: `mqtt://127.0.0.1:${server.port}` }, 300), WEB_SERVER);
});

Deno.test("probeBroker() gives up on what never answers", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  assertEquals(await probeBroker({ url: `mqtt://127.0.0.1:${listener.addr.port}` }, 300), {
    kind: "other",
    what: "a server that is not the broker",
  });
});

Deno.test("probeQuestDb() knows it by its answer to a query", async () => {
  let header: string | null = "";
  await using server = serve((request) => {
    header = request.headers.get("authorization");
    return Response.json({ query: "select 1", dataset: [[1]] });
  });
  const url = `http://127.0.0.1:${server.port}`;
  assertEquals(await probeQuestDb({ url, authorization: "Basic YTpi" }), { kind: "right" });
  assertEquals(header, "Basic YTpi");
});

Deno.test("probeQuestDb() tells nothing, something else and a refusal apart", async () => {
  const [port] = freePorts(1);
  assertEquals(await probeQuestDb({ url: `http://127.0.0.1:${port}` }), { kind: "nothing" });
  await using other = serve(NOT_FOUND);
  assertEquals(await probeQuestDb({ url: `http://127.0.0.1:${other.port}` }), WEB_SERVER);
  await using locked = serve(() => new Response("", { status: 401 }));
  assertEquals(await probeQuestDb({ url: `http://127.0.0.1:${locked.port}` }), {
    kind: "other",
    what: "a server that refuses QUESTDB_USERNAME with QUESTDB_PASSWORD",
  });
  await using broker = startTinyBroker();
  assertEquals(await probeQuestDb({ url: broker.url.replace("mqtt:", "http:") }, 300), {
    kind: "other",
    what: "a server that is not QuestDB",
  });
});
