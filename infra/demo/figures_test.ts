import { assertEquals, assertStringIncludes } from "@std/assert";
import { readFigures } from "./figures.ts";

const DATABASE = { url: "http://db.example:9000", authorization: "Basic YTpi" };

/** A database that answers with `body`. */
function answering(body: unknown): typeof fetch & { requests: Request[] } {
  const requests: Request[] = [];
  const get = (input: RequestInfo | URL, init?: RequestInit) => {
    requests.push(new Request(input, init));
    return Promise.resolve(Response.json(body));
  };
  return Object.assign(get, { requests });
}

Deno.test("readFigures() reads rows and the newest time", async () => {
  const get = answering({ dataset: [[338, "2026-03-01T10:00:00.123456Z"]] });
  assertEquals(await readFigures(DATABASE, get), {
    rows: 338,
    newest: Date.UTC(2026, 2, 1, 10, 0, 0, 123),
  });
  const [request] = get.requests;
  assertEquals(request.headers.get("authorization"), "Basic YTpi");
  assertStringIncludes(new URL(request.url).searchParams.get("query")!, "FROM device_data");
});

Deno.test("readFigures() finds no rows in a table that is empty or not there", async () => {
  assertEquals((await readFigures(DATABASE, answering({ dataset: [] })))?.rows, 0);
  const missing = answering({ error: "table does not exist [table=device_data]" });
  assertEquals(await readFigures(DATABASE, missing), { rows: 0 });
});

Deno.test("readFigures() knows nothing of a database that does not answer", async () => {
  const refused = () => Promise.reject(new TypeError("Connection refused"));
  assertEquals(await readFigures(DATABASE, refused), undefined);
});
