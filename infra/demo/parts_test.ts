import { assertEquals } from "@std/assert";
import { readConfig } from "../config.ts";
import { httpUrl, parts } from "./parts.ts";

Deno.test("parts() are in the data's way backwards: what takes comes before what gives", () => {
  assertEquals(parts(readConfig({})).map(({ name }) => name), [
    "infra",
    "ingest",
    "devices",
    "web",
  ]);
});

Deno.test("httpUrl() reaches a program that listens on every address", () => {
  const url = (hostname: string) => httpUrl({ hostname, port: 1 }, "/x");
  assertEquals(["0.0.0.0", "::"].map(url), Array(2).fill("http://127.0.0.1:1/x"));
  assertEquals(url("::1"), "http://[::1]:1/x");
  assertEquals(url("ingest.example"), "http://ingest.example:1/x");
});

Deno.test("parts() takes ingest for up when its health is 200", async () => {
  let status = 503;
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response("", { status }),
  );
  const env = { INGEST_PORT: String(server.addr.port) };
  const ingest = parts(readConfig(env)).find(({ name }) => name === "ingest")!;
  assertEquals(await ingest.isUp(), false);
  status = 200;
  assertEquals(await ingest.isUp(), true);
});
