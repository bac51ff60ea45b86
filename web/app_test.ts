import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { FakeApp } from "./testing/fake_app.ts";
import { EVIL, NOW } from "./testing/fake_data.ts";

/** The answer's status and its problem. */
async function problemAt(app: FakeApp, path: string, init?: RequestInit) {
  const response = await app.ask(path, init);
  assertEquals(response.headers.get("content-type"), "application/problem+json");
  return { ...await response.json(), allow: response.headers.get("allow") };
}

Deno.test("GET /api/devices/status tells connection and freshness of every device", async () => {
  const response = await new FakeApp().ask("/api/devices/status");
  assertEquals(response.headers.get("cache-control"), "no-store");
  assertEquals(await response.json(), {
    devices: [{
      device_id: "vehicle_01",
      connection: "online",
      freshness: "fresh",
      last_seen: "2026-11-20T14:29:59.000Z",
      age_ms: 1000,
      connection_source: "device",
      connection_since: "2026-11-20T14:29:00.000Z",
      reason: "started",
      interval: 1,
      state: "online",
    }],
  });
});

Deno.test("GET /api/devices/:id/latest tells what is known of a device", async () => {
  const app = new FakeApp();
  assertEquals((await (await app.ask("/api/devices/vehicle_01/latest")).json()).latest.speed, 50);
  const { status, detail } = await problemAt(app, "/api/devices/vehicle_1/latest");
  assertEquals(
    [status, detail],
    [404, "No reading and no status of vehicle_1 is kept; similar ids: vehicle_01"],
  );
});

Deno.test("GET /api/devices/:id/history answers columns and rows, and 304 to who has them", async () => {
  const app = new FakeApp();
  const path = `/api/devices/vehicle_01/history?from=${NOW - 60_000}&to=${NOW}&fields=speed`;
  const response = await app.ask(path);
  const { columns, rows } = await response.json();
  assertEquals([columns[0], rows[0][0]], ["ts", NOW]);
  assertEquals(app.data.asked[0], {
    device: "vehicle_01",
    range: { from: NOW - 60_000, to: NOW, live: false },
    fields: ["speed"],
  });
  const headers = { "if-none-match": response.headers.get("etag")! };
  const again = await app.ask(path, { headers });
  assertEquals([again.status, await again.text()], [304, ""]);
});

Deno.test("GET /api/devices/:id/history.csv gives what is shown to spreadsheets", async () => {
  const response = await new FakeApp().ask("/api/devices/vehicle_01/history.csv?duration=5m");
  assertEquals(response.headers.get("content-type"), "text/csv; charset=utf-8");
  assertEquals(
    response.headers.get("content-disposition"),
    'attachment; filename="vehicle_01.csv"',
  );
  assertEquals(
    await response.text(),
    "ts,received,epoch,seq,speed,detection_label\r\n" +
      "2026-11-20T14:30:00.000Z,2026-11-20T14:30:00.010Z,7,9,50,'=car\r\n",
  );
});

Deno.test("GET /api/devices/recent takes up to 24 ids", async () => {
  const app = new FakeApp();
  const { devices } = await (await app.ask("/api/devices/recent?ids=a,b,a")).json();
  assertEquals(devices.length, 2);
  for (const ids of ["", "a b", Array.from({ length: 25 }, (_, i) => `v${i}`).join(",")]) {
    const { status, field } = await problemAt(app, `/api/devices/recent?ids=${ids}`);
    assertEquals([status, field], [400, "ids"]);
  }
});

Deno.test("The API names the parameter that is wrong, its value and what is allowed", async () => {
  const app = new FakeApp();
  assertEquals(await problemAt(app, "/api/devices/vehicle_01/history?duration=91d"), {
    status: 400,
    title: "Bad Request",
    detail: 'duration="91d": must be a range from 1 second to 90 days',
    field: "duration",
    value: "91d",
    allowed: "a range from 1 second to 90 days",
    allow: null,
  });
  for (
    const [path, field] of [
      ["/api/devices/vehicle_01/history?fields=speed,nope", "fields"],
      ["/api/pipeline?from=yesterday", "from"],
      ["/api/pipeline/spike?at=now&width=1000", "at"],
      ["/api/pipeline/spike?at=1&width=1", "width"],
      ["/api/stream?channel=all", "channel"],
      ["/api/stream?device=a/b", "device"],
      ["/api/dead-letters?device=a/b", "device"],
      ["/api/dead-letters?from=yesterday", "from"],
      ["/api/dead-letters?before=now", "before"],
      ["/api/dead-letters?limit=201", "limit"],
      ["/api/dead-letters?limit=1.5", "limit"],
      ["/api/dead-letters.csv?reason=bad", "reason"],
    ]
  ) {
    const problem = await problemAt(app, path);
    assertEquals([problem.status, problem.field], [400, field], path);
  }
});

Deno.test("The API answers 404 for what is not there and 405 for what it does not do", async () => {
  const app = new FakeApp();
  assertEquals((await problemAt(app, "/api/nope")).status, 404);
  assertEquals((await problemAt(app, "/api/devices/a%20b/latest")).status, 404);
  for (const path of ["/api/health", "/api/stream", "/api/devices/status", "/metrics"]) {
    const { status, allow } = await problemAt(app, path, { method: "POST" });
    assertEquals([status, allow], [405, "GET, HEAD"], path);
    assertEquals((await app.ask(path, { method: "OPTIONS" })).status, 204);
    assertEquals((await app.ask(path, { method: "HEAD" })).status, 200);
  }
});

Deno.test("The API answers 503 and why while the database is down", async () => {
  const app = new FakeApp();
  app.data.down = true;
  const { status, detail } = await problemAt(app, "/api/devices/status");
  assertEquals([status, detail], [503, "It is down"]);
});

Deno.test("The API tells nothing of a fault that nobody foresaw, but its log does", async () => {
  const app = new FakeApp();
  app.data.fleet = () => Promise.reject(new Error("secret"));
  assertEquals(await problemAt(app, "/api/devices/status"), {
    status: 500,
    title: "Internal Server Error",
    allow: null,
  });
  assertStringIncludes(app.logged[0], "secret");
});

Deno.test("GET /api/health is 200 as long as there is something to show", async () => {
  const app = new FakeApp();
  for (const [status, code] of [["ok", 200], ["degraded", 200], ["down", 503]] as const) {
    app.data.status = status;
    const response = await app.ask("/api/health");
    assertEquals([response.status, (await response.json()).status], [code, status]);
  }
});

Deno.test("GET /api/stream opens the channel that is asked for; HEAD opens none", async () => {
  const app = new FakeApp();
  const response = await app.ask("/api/stream");
  assertEquals(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
  assertEquals(response.headers.get("x-accel-buffering"), "no");
  await app.ask("/api/stream?device=vehicle_01");
  await app.ask("/api/stream?channel=pipeline");
  await app.ask("/api/stream", { method: "HEAD" });
  assertEquals(app.opened, [
    { kind: "fleet" },
    { kind: "device", device: "vehicle_01" },
    { kind: "pipeline" },
  ]);
});

Deno.test("GET /api/pipeline.csv has a row for each step", async () => {
  const text = await (await new FakeApp().ask("/api/pipeline.csv?duration=15m")).text();
  const [header, row] = text.split("\r\n");
  assertMatch(header, /^ts,received,stored,rejected,held,wal_lag,device_received_p95_ms,/);
  assertMatch(row, /^2026-11-20T14:29:59.000Z,1,1,0,0,0,1,2,3,6,/);
});

Deno.test("Every answer of the API may do nothing in a browser", async () => {
  const app = new FakeApp();
  for (const path of ["/api/health", "/api/nope", "/metrics", "/api/stream"]) {
    const { headers } = await app.ask(path);
    assertEquals(
      headers.get("content-security-policy"),
      "default-src 'none'; frame-ancestors 'none'",
    );
    assertEquals(headers.get("x-content-type-options"), "nosniff");
  }
});

Deno.test("GET /api/ledger tells what became of every reading, and 304 to who has it", async () => {
  const app = new FakeApp();
  const response = await app.ask("/api/ledger");
  const { fleet, devices } = await response.json();
  assertEquals([fleet.produced, fleet.stored, fleet.missing, devices.length], [9, 7, 2, 1]);
  const headers = { "if-none-match": response.headers.get("etag")! };
  assertEquals((await app.ask("/api/ledger", { headers })).status, 304);
  const sum = await (await app.ask("/api/ledger/fleet")).json();
  assertEquals([Object.keys(sum), sum.fleet.missing], [["as_of", "fleet"], 2]);
  assertEquals(
    await (await app.ask("/api/ledger.csv")).text(),
    "device_id,epoch,produced,stored,dead_lettered,waiting,abandoned,evicted,missing,account_at\r\n" +
      "vehicle_01,7,9,7,0,0,0,0,2,2026-11-20T14:30:00.000Z\r\n",
  );
  app.data.down = true;
  assertEquals((await problemAt(app, "/api/ledger")).status, 503);
});

Deno.test("GET /api/dead-letters asks for what its parameters say", async () => {
  const app = new FakeApp();
  const query = `reason=not_json&device=a&from=${NOW - 60_000}&to=${NOW}&before=1795000000000500-7`;
  const response = await app.ask(`/api/dead-letters?${query}&limit=3`);
  const { total, letters, next } = await response.json();
  assertEquals([total, letters[0].payload, next], [1, EVIL, "1-77"]);
  assertEquals(app.data.asked, [{
    ...{ range: { from: NOW - 60_000, to: NOW, live: false }, reason: "not_json", device: "a" },
    ...{ before: { last: 1_795_000_000_000.5, hash: 7 }, limit: 3 },
  }]);
  await app.ask("/api/dead-letters?device=(none)");
  const { device, limit } = app.data.asked[1] as { device: unknown; limit: number };
  assertEquals([device, limit], [null, 50]);
});

Deno.test("GET /api/dead-letters names the reasons that there are", async () => {
  const { status, allowed } = await problemAt(new FakeApp(), "/api/dead-letters?reason=bad");
  assertEquals([status, allowed.startsWith("one of empty, too_large, ")], [400, true]);
});

Deno.test("GET /api/dead-letters.csv gives letters to spreadsheets, and no formula", async () => {
  const app = new FakeApp();
  const response = await app.ask("/api/dead-letters.csv?reason=not_json");
  assertEquals(
    response.headers.get("link"),
    '</api/dead-letters.csv?reason=not_json&before=1-77>; rel="next"',
  );
  assertEquals((app.data.asked[0] as { limit: number }).limit, 100_000);
  const [header, row, same, end] = (await response.text()).split("\r\n");
  assertMatch(header, /^first_received,last_received,times,reason,.*,encoding,payload$/);
  assertMatch(row, /^2026-11-20T14:29:55.000Z,2026-11-20T14:30:00.000Z,2,not_json,/);
  assertEquals([row.endsWith(`,"'${EVIL}"`), same, end], [true, row, ""]);
  const { headers } = await app.ask(
    `/api/dead-letters.csv?from=${NOW - 60_000}&before=1795000000-7`,
  );
  assertEquals(
    headers.get("link"),
    `</api/dead-letters.csv?from=${NOW - 60_000}&to=${NOW - 9000}.001>; rel="next"`,
  );
  app.data.down = true;
  assertEquals((await problemAt(app, "/api/dead-letters.csv")).status, 503);
});

Deno.test("GET /api/devices/:id/account tells what became of a device's readings", async () => {
  const app = new FakeApp();
  const path = `/api/devices/vehicle_01/account?from=${NOW - 60_000}&to=${NOW}`;
  const response = await app.ask(path);
  const { account, epochs, spans } = await response.json();
  assertEquals([account.missing, epochs.length, spans[0].from], [2, 1, 4]);
  assertEquals(app.data.asked[0], {
    id: "vehicle_01",
    range: { from: NOW - 60_000, to: NOW, live: false },
  });
  const headers = { "if-none-match": response.headers.get("etag")! };
  assertEquals((await app.ask(path, { headers })).status, 304);
  assertEquals((await problemAt(app, "/api/devices/vehicle_1/account")).status, 404);
  const { status, field } = await problemAt(app, "/api/devices/vehicle_01/account?from=tomorrow");
  assertEquals([status, field], [400, "from"]);
});
