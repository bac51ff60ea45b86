import { assertEquals, assertStringIncludes } from "@std/assert";
import { checkQueue } from "./emqx.ts";

const CLIENT = { mqueue_len: 3, mqueue_max: 1_000_000, mqueue_dropped: 0, inflight_max: 2000 };
const API = "http://key:se%20cret@127.0.0.1:18083";

/** Answers one request and keeps it. */
function emqx(answer?: Response) {
  const asked: { url: string; authorization?: string }[] = [];
  const fetcher: typeof fetch = (url, init) => {
    const { authorization } = init?.headers as Record<string, string> ?? {};
    asked.push({ url: String(url), authorization });
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError("refused"));
  };
  return { asked, fetcher };
}

Deno.test("checkQueue() asks for the ingest's client with the key", async () => {
  const { asked, fetcher } = emqx(Response.json(CLIENT));
  const finding = await checkQueue(API, "ledgerline ingest", fetcher);
  assertEquals(asked, [{
    url: "http://127.0.0.1:18083/api/v5/clients/ledgerline%20ingest",
    authorization: `Basic ${btoa("key:se cret")}`,
  }]);
  assertEquals(finding, {
    level: "ok",
    what: "broker queue",
    value: "3 messages wait (at most 1000000), window 2000",
    remedy: undefined,
  });
});

Deno.test("checkQueue() warns of EMQX's own limits and of what they cost", async () => {
  const level = async (client: Partial<typeof CLIENT>) => {
    const { fetcher } = emqx(Response.json({ ...CLIENT, ...client }));
    return (await checkQueue(API, "c", fetcher)).level;
  };
  assertEquals(await level({ mqueue_max: 1000 }), "warning");
  assertEquals(await level({ inflight_max: 32 }), "warning");
  assertEquals(await level({ mqueue_max: 0 }), "ok"); // no limit
  assertEquals(await level({ mqueue_dropped: 1 }), "fault");
});

Deno.test("checkQueue() says what can't be told, and why", async () => {
  const value = async (api: string, answer?: Response) => {
    const finding = await checkQueue(api, "c", emqx(answer).fetcher);
    assertEquals(finding.level, "unknown");
    return finding.value;
  };
  const open = "http://127.0.0.1:18083";
  assertStringIncludes(await value(open), "no EMQX answers");
  assertStringIncludes(
    await value(open, new Response("Node emqx@emqx.local is started\nemqx is running")),
    "without an API key",
  );
  assertStringIncludes(await value(API), "nothing answers");
  assertStringIncludes(await value(API, Response.json({}, { status: 401 })), "refuses the key");
  assertStringIncludes(await value(API, Response.json({}, { status: 404 })), "no client c");
});
