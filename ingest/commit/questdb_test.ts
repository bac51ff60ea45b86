import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { DatabaseError, QuestDb } from "./questdb.ts";

const LINES = new TextEncoder().encode("t a=1 1t\n");

/** A QuestDB that answers every request in the same way, and what it was asked. */
function answering(status: number, body: unknown, login = {}) {
  const requests: Request[] = [];
  const fetch = (input: URL | Request | string, init?: RequestInit) => {
    requests.push(new Request(input, init));
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return Promise.resolve(new Response(status === 204 ? null : text, { status }));
  };
  return { questdb: new QuestDb("http://db:9000", { ...login, fetch }), requests };
}

/** What QuestDB 9.3.4 says of a bad line. */
function fault(line: number, message: string) {
  const preamble = "failed to parse line protocol:errors encountered on line(s):";
  return { code: "invalid", message: `${preamble}\n${message}`, line, errorId: "1" };
}

Deno.test("QuestDb.write() posts the lines as they are", async () => {
  const { questdb, requests } = answering(204, "");
  assertEquals(await questdb.write(LINES), { kind: "stored" });
  const [{ method, url, headers }] = requests;
  assertEquals([method, url], ["POST", "http://db:9000/write"]);
  assertEquals(headers.get("authorization"), null);
  assertEquals(await requests[0].text(), "t a=1 1t\n");
  const many = new TextEncoder().encode("t a=1 1t\n".repeat(100_000));
  await questdb.write(many);
  assertEquals(new Uint8Array(await requests[1].arrayBuffer()), many);
});

Deno.test("QuestDb logs in where there is a user", async () => {
  const { questdb, requests } = answering(204, "", { username: "admin", password: "quest" });
  await questdb.write(LINES);
  assertEquals(requests[0].headers.get("authorization"), "Basic YWRtaW46cXVlc3Q=");
});

Deno.test("QuestDb.write() names the refused row, counted from 0", async () => {
  const message = "error in line 2: table: t, column: a; cast error";
  const { questdb } = answering(400, fault(2, message));
  assertEquals(await questdb.write(LINES), { kind: "refused", row: 1, message });
});

const FAILURES: [string, number, unknown, boolean, string][] = [
  [
    "a missing table",
    400,
    fault(1, "error in line 1: table: t; table does not exist, creating"),
    false,
    "400 error in line 1: table: t; table does not exist, creating",
  ],
  ["a fault without a line", 400, { message: "too many" }, true, "400 too many"],
  [
    "an error of the server",
    500,
    fault(1, "write error: t, errno: 28"),
    true,
    "500 write error: t, errno: 28",
  ],
  ["a refused login", 401, "Unauthorized\r\n", false, "401 Unauthorized"],
  ["a proxy's page", 503, "<html>", false, "503 <html>"],
];

for (const [what, status, body, answered, message] of FAILURES) {
  Deno.test(`QuestDb.write() refuses no row for ${what}`, async () => {
    const { questdb } = answering(status, body);
    assertEquals(await questdb.write(LINES), { kind: "failed", answered, message });
  });
}

Deno.test("QuestDb.write() says why it can't connect", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  const result = await new QuestDb(`http://127.0.0.1:${port}`).write(LINES);
  assertEquals(result.kind, "failed");
  const { message } = result as { message: string };
  assertStringIncludes(message, `http://127.0.0.1:${port}: client error (Connect)`);
});

Deno.test("QuestDb.write() fails when there is no answer within 10 s, or when it is aborted", async () => {
  using time = new FakeTime();
  const fetch = (_: unknown, init?: RequestInit) =>
    new Promise<Response>((_, reject) =>
      init?.signal?.addEventListener("abort", () => reject(init.signal!.reason))
    );
  const questdb = new QuestDb("http://db:9000", { fetch: fetch as typeof globalThis.fetch });
  const late = questdb.write(LINES);
  await time.tickAsync(10_000);
  const message = "http://db:9000: no answer within 10 s";
  assertEquals(await late, { kind: "failed", answered: false, message });

  const stop = new AbortController();
  const stopped = questdb.write(LINES, stop.signal);
  stop.abort();
  assertEquals((await stopped).kind, "failed");
});

Deno.test("QuestDb.exec() asks nothing when it is given up before", async () => {
  const fetch = (_: unknown, init?: RequestInit) =>
    init?.signal?.aborted ? Promise.reject(new Error("aborted")) : new Promise<Response>(() => {});
  const questdb = new QuestDb("http://db:9000", { fetch });
  const error = await assertRejects(() => questdb.exec("select 1", AbortSignal.abort()));
  assertEquals((error as Error).message, "http://db:9000: given up");
});

Deno.test("QuestDb.exec() gives rows by column name", async () => {
  const columns = [{ name: "a", type: "INT" }, { name: "b", type: "STRING" }];
  const { questdb, requests } = answering(200, { columns, dataset: [[1, "x"], [2, null]] });
  assertEquals(await questdb.exec("SELECT 1 + 1"), [{ a: 1, b: "x" }, { a: 2, b: null }]);
  assertEquals(requests[0].url, "http://db:9000/exec?query=SELECT%201%20%2B%201");
  assertEquals(await answering(200, { ddl: "OK" }).questdb.exec("CREATE"), []);
});

Deno.test("QuestDb.exec() rejects with what the database says", async () => {
  const { questdb } = answering(400, { error: "table does not exist [table=x]", position: 14 });
  const error = await assertRejects(() => questdb.exec("SELECT"), DatabaseError, "does not exist");
  assertEquals(error.status, 400);
});
