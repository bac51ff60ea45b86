import { assertEquals } from "@std/assert";
import { hosts, toFlags } from "./flags.ts";

Deno.test("toFlags() denies whatever is not listed", () => {
  assertEquals(toFlags({ env: ["A", "B"], net: ["h:1"], read: [], run: ["cat"] }), [
    "--no-prompt",
    "--ignore-env",
    "--allow-env=A,B",
    "--allow-net=h:1",
    "--allow-run=cat",
  ]);
});

Deno.test("toFlags() never lets an empty path through, which would allow everything", () => {
  assertEquals(toFlags({ env: [], read: ["", "x.pem", "x.pem"], write: [""] }), [
    "--no-prompt",
    "--ignore-env",
    "--allow-read=x.pem",
  ]);
});

Deno.test("toFlags() keeps a path with a comma in one piece", () => {
  assertEquals(toFlags({ env: [], read: ["a,b"] }).at(-1), "--allow-read=a,,b");
});

Deno.test("hosts() gives each protocol its port", () => {
  assertEquals(
    hosts("mqtt://a", "mqtts://b", "http://c", "https://d:1", "", "postgres://u:p@e/qdb"),
    ["a:1883", "b:8883", "c:80", "d:1", "e:5432"],
  );
});

Deno.test("hosts() keeps the brackets of IPv6", () => {
  assertEquals(hosts("mqtt://[::1]:2000"), ["[::1]:2000"]);
});
