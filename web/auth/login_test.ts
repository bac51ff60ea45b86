import { assertEquals, assertMatch } from "@std/assert";
import { FakeApp } from "../testing/fake_app.ts";

const PASSWORD = "correct horse";

function form(password: string, next = "/devices/a", headers: HeadersInit = {}): RequestInit {
  const body = new URLSearchParams({ password, next });
  const length = String(new TextEncoder().encode(body.toString()).length);
  return { method: "POST", body, headers: { "content-length": length, ...headers } };
}

/** Signs in and returns the cookie. */
async function signIn(app: FakeApp): Promise<string> {
  const response = await app.ask("/login", form(PASSWORD));
  return response.headers.get("set-cookie")!.split(";")[0];
}

Deno.test("Without a password everybody is let in", async () => {
  assertEquals((await new FakeApp().ask("/api/devices/status")).status, 200);
});

Deno.test("With a password pages lead to the sign-in and the API answers 401", async () => {
  const app = new FakeApp({ password: PASSWORD });
  const page = await app.ask("/devices/a?from=now-1h");
  assertEquals(
    [page.status, page.headers.get("location")],
    [303, "/login?next=%2Fdevices%2Fa%3Ffrom%3Dnow-1h"],
  );
  for (const path of ["/api/devices/status", "/api/stream", "/metrics", "/api/nope"]) {
    const response = await app.ask(path);
    assertEquals(response.status, 401, path);
    assertEquals((await response.json()).title, "Unauthorized");
  }
  assertEquals(app.opened, []);
});

Deno.test("Who signs in gets a cookie that scripts and other sites don't see", async () => {
  const app = new FakeApp({ password: PASSWORD });
  const response = await app.ask("/login", form(PASSWORD));
  assertEquals([response.status, response.headers.get("location")], [303, "/devices/a"]);
  const cookie = response.headers.get("set-cookie")!;
  assertMatch(
    cookie,
    /^ledgerline_session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=43200$/,
  );
  const headers = { cookie: `other=1; ${cookie.split(";")[0]}` };
  assertEquals((await app.ask("/api/devices/status", { headers })).status, 200);
  const forged = { cookie: "ledgerline_session=" + "A".repeat(43) };
  assertEquals((await app.ask("/api/devices/status", { headers: forged })).status, 401);
});

Deno.test("Behind TLS the cookie is for TLS only", async () => {
  const app = new FakeApp({ password: PASSWORD });
  const response = await app.ask("/login", form(PASSWORD, "/", { "x-forwarded-proto": "https" }));
  assertMatch(response.headers.get("set-cookie")!, /; Secure$/);
});

Deno.test("A session ends with the sign-out, and after twelve hours", async () => {
  const clock = { now: 0 };
  const app = new FakeApp({ password: PASSWORD, now: () => clock.now });
  const status = async (cookie: string) =>
    (await app.ask("/api/devices/status", { headers: { cookie } })).status;
  const [first, second] = [await signIn(app), await signIn(app)];
  const out = await app.ask("/logout", { method: "POST", headers: { cookie: first } });
  assertEquals([out.status, out.headers.get("location")], [303, "/login"]);
  assertMatch(out.headers.get("set-cookie")!, /^ledgerline_session=;.*Max-Age=0/);
  assertEquals([await status(first), await status(second)], [401, 200]);
  clock.now = 12 * 3_600_000 + 1;
  assertEquals(await status(second), 401);
});

Deno.test("Guessing is slow: five wrong passwords a minute", async () => {
  const clock = { now: 0 };
  const app = new FakeApp({ password: PASSWORD, now: () => clock.now });
  const attempt = async (password: string) => {
    const response = await app.ask("/login", form(password, "/"));
    return [response.headers.get("location"), response.headers.get("retry-after")];
  };
  for (let i = 0; i < 5; i++) {
    assertEquals(await attempt("wrong"), ["/login?problem=password&next=%2F", null]);
  }
  assertEquals(await attempt(PASSWORD), ["/login?problem=wait&next=%2F", "60"]);
  clock.now = 61_000;
  assertEquals(await attempt(PASSWORD), ["/", null]);
});

Deno.test("Programs may send the password with each request, as slowly as people", async () => {
  const app = new FakeApp({ password: PASSWORD });
  const status = async (credentials: string) => {
    const headers = { authorization: `Basic ${btoa(credentials)}` };
    return (await app.ask("/api/devices/status", { headers })).status;
  };
  assertEquals(await status(`anybody:${PASSWORD}`), 200);
  for (let i = 0; i < 5; i++) assertEquals(await status("anybody:wrong"), 401);
  assertEquals(await status(`anybody:${PASSWORD}`), 401);
});

Deno.test("Nobody is led to another site after the sign-in", async () => {
  const app = new FakeApp({ password: PASSWORD });
  const others = ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example"];
  for (const next of [...others, "x", ""]) {
    const response = await app.ask("/login", form(PASSWORD, next));
    assertEquals(response.headers.get("location"), "/", next);
  }
});

Deno.test("Another site can't sign anybody in or out", async () => {
  const app = new FakeApp({ password: PASSWORD });
  const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };
  assertEquals((await app.ask("/login", form(PASSWORD, "/", headers))).status, 403);
  assertEquals((await app.ask("/logout", { method: "POST", headers })).status, 403);
});

Deno.test("What watches the dashboard may ask whether it does well, and gets no details", async () => {
  const app = new FakeApp({ password: PASSWORD });
  assertEquals(await (await app.ask("/api/health")).json(), { status: "ok", parts: {} });
  app.data.status = "down";
  assertEquals((await app.ask("/api/health")).status, 503);
});

Deno.test("A page's script gets a plain 401, for which no browser asks for a password", async () => {
  const app = new FakeApp({ password: PASSWORD });
  const challenge = async (path: string, headers: HeadersInit) => {
    const response = await app.ask(path, { headers });
    return [response.status, response.headers.has("www-authenticate")];
  };
  assertEquals(await challenge("/api/ledger", {}), [401, true]);
  const ofScripts: HeadersInit[] = [
    { "sec-fetch-dest": "empty" },
    { "x-requested-with": "fetch" },
    { accept: "text/event-stream" },
  ];
  for (const headers of ofScripts) {
    assertEquals(await challenge("/api/ledger", headers), [401, false]);
    assertEquals(await challenge("/api/health", headers), [401, false]);
  }
});
