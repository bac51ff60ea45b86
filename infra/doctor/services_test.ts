import { assertEquals, assertStringIncludes } from "@std/assert";
import { checkIngest, checkPostgres, wrongAnswer } from "./services.ts";

const URL = "http://127.0.0.1:8001/health";

function answering(answer: Response | Error): typeof fetch {
  return () => answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
}

Deno.test("checkIngest() goes by what /health says", async () => {
  const parts = { broker: { status: "down", detail: "not subscribed" } };
  for (
    const [status, level] of [["ok", "ok"], ["degraded", "warning"], ["down", "fault"]] as const
  ) {
    const finding = await checkIngest(URL, answering(Response.json({ status, parts })));
    assertEquals(finding.level, level);
    assertStringIncludes(finding.value, "broker not subscribed");
  }
});

Deno.test("checkIngest() tells an absent ingest from another server", async () => {
  const absent = await checkIngest(URL, answering(new TypeError("refused")));
  assertEquals(absent.level, "warning");
  const other = await checkIngest(URL, answering(new Response("hello")));
  assertEquals(other.level, "fault");
});

Deno.test("wrongAnswer() is silent about the right service and never shows a password", () => {
  const url = "mqtt://user:secret@h:1883";
  assertEquals(wrongAnswer("broker", "MQTT_URL", url, { kind: "right" }), undefined);
  const nothing = wrongAnswer("broker", "MQTT_URL", url, { kind: "nothing" });
  assertEquals(nothing?.level, "warning");
  assertEquals(nothing?.value, "nothing answers at mqtt://h:1883");
  const other = wrongAnswer("broker", "MQTT_URL", url, { kind: "other", what: "a web server" });
  assertEquals(other?.level, "fault");
  assertEquals(other?.value, "mqtt://h:1883 is a web server");
});

Deno.test("checkPostgres() says why the database can't be read", async () => {
  const url = "postgres://admin:secret@h:8812/qdb";
  const well = await checkPostgres(url, () => Promise.resolve());
  assertEquals(well, {
    level: "ok",
    what: "database for reading",
    value: "answers at postgres://h:8812/qdb",
  });
  const refused = await checkPostgres(url, () => Promise.reject(new Error("wrong password")));
  assertEquals(refused.level, "warning");
  assertStringIncludes(refused.value, "wrong password");
});
