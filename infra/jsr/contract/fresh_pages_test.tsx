/** What is promised of file routes and pages; holds for Fresh and for its stand-in. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { app } from "../testdata/app/app.ts";
import { ask, textOf } from "./ask.ts";
import { builder } from "./fixture.ts";

const equip = await builder.build({ snapshot: "memory" });
equip(app);

Deno.test("a page is rendered inside the frame, as a document", async () => {
  const response = await ask(app, "/plain");
  assertEquals(response.headers.get("content-type"), "text/html; charset=utf-8");
  const html = await response.text();
  assertMatch(html, /^<!DOCTYPE html><html lang="en"><head>.*<title>Fixture<\/title>/);
  assertMatch(html, /<body data-path="\/plain">.*<p>No islands here<\/p><\/body><\/html>$/);
});

Deno.test("a page without islands has no script of the build", async () => {
  const response = await ask(app, "/plain");
  assertEquals(response.headers.get("link"), null);
  assert(!(await response.text()).includes(`type="module"`));
});

Deno.test("<Head> replaces what the frame has, and adds what it lacks", async () => {
  const html = await textOf(app, "/");
  assertEquals(html.match(/<title>[^<]*<\/title>/g), ["<title>Islands</title>"]);
  assertMatch(html, /<meta name="description" content="a page with islands"\/><\/head>/);
});

Deno.test("a handler's data, status and headers reach the page", async () => {
  const response = await ask(app, "/devices");
  assertEquals([response.status, response.headers.get("x-rows")], [203, "1"]);
  assertMatch(await response.text(), /<li[^>]*>vehicle_01<\/li>/);
});

Deno.test("parameters and rest parameters are told apart", async () => {
  assertStringIncludes(await textOf(app, "/devices/a%20b"), `data-route="/devices/:id">a b</h1>`);
  assertEquals(await textOf(app, "/devices/a/b"), "rest a/b");
});

Deno.test("a file route leaves a method that it lacks as not found", async () => {
  const as = async (method: string, path: string) => (await ask(app, path, { method })).status;
  assertEquals(await as("POST", "/devices/a/b"), 201);
  assertEquals(await as("DELETE", "/devices/a/b"), 404);
  assertEquals(await as("OPTIONS", "/devices/a/b"), 404);
  assertEquals(await as("HEAD", "/devices"), 203);
  assertEquals(await as("POST", "/plain"), 200); // a component alone answers every method
});

Deno.test("routes of the app keep 405 beside file routes", async () => {
  assertEquals((await ask(app, "/api/devices/1", { method: "PUT" })).status, 405);
});

Deno.test("_middleware covers its folder, in order, with the state of those above", async () => {
  const response = await ask(app, "/admin");
  assertEquals(response.headers.get("x-admin"), "operator");
  assertStringIncludes(await response.text(), "admin operator");
  assertEquals((await ask(app, "/plain")).headers.get("x-admin"), null);
});

Deno.test("_404 answers with the status that its handler sets, inside the frame", async () => {
  const unknown = await ask(app, "/nothing");
  assertEquals(unknown.status, 404);
  assertMatch(await unknown.text(), /<html lang="en">.*<h1>Nothing at \/nothing<\/h1>/);
  assertEquals((await ask(app, "/throws?status=404")).status, 404);
});

Deno.test("_error answers with the error's status; a nearer one comes first", async () => {
  const own = await ask(app, "/throws?status=403");
  assertEquals(own.status, 403);
  assertStringIncludes(await own.text(), "<h1>403 Not yours</h1>");
  const nearer = await ask(app, "/admin?deny");
  assertEquals(nearer.status, 403);
  assertStringIncludes(await nearer.text(), "<h1>Admins only</h1>");
});

Deno.test("_error shows no detail of an unexpected error unless it says so", async () => {
  const response = await ask(app, "/throws");
  assertEquals(response.status, 500);
  const html = await response.text();
  assertStringIncludes(html, "<h1>Something broke</h1>");
  assert(!html.includes("secret detail"));
});

Deno.test("error pages have a policy only if they are inside of csp()", async () => {
  const inside = await ask(app, "/admin?deny");
  const [, nonce] = (await inside.text()).match(/<script nonce="(\w+)">/)!;
  assertStringIncludes(inside.headers.get("content-security-policy")!, `'nonce-${nonce}'`);
  const outside = await ask(app, "/nothing");
  assertEquals(outside.headers.get("content-security-policy"), null);
});

Deno.test("routes before fsRoutes() are outside of _error", async () => {
  const response = await ask(app, "/api/broken");
  assertEquals([response.status, await response.text()], [409, "Made twice"]);
});

Deno.test("links know the page that they are on", async () => {
  const link = async (path: string) => (await textOf(app, path)).match(/<a [^>]*>/)![0];
  assertMatch(await link("/devices"), /aria-current="page"/);
  assertMatch(await link("/devices/7"), /aria-current="true"/);
  assertEquals(await link("/plain"), `<a href="/devices">`);
});
