import { assertEquals, assertMatch } from "@std/assert";
import { installTelegraf, TELEGRAF } from "./telegraf.ts";
import { fakeRun } from "./testing/fake_run.ts";

const FAULT = { code: 1, lines: ["at first", "no such module"] };

Deno.test("installTelegraf() builds it if it is not there", async () => {
  const run = fakeRun({ "go install": "" });
  assertEquals(await installTelegraf(run), undefined);
  assertMatch(run.ran[1], /^go install -tags custom,\S+ github\.com\/\S+@v\d+\.\d+\.\d+$/);
});

Deno.test("installTelegraf() leaves alone what runs", async () => {
  const run = fakeRun({ [TELEGRAF]: "Telegraf 1" });
  assertEquals(await installTelegraf(run), undefined);
  assertEquals(run.ran.length, 1);
});

Deno.test("installTelegraf() says why it can't", async () => {
  assertEquals(await installTelegraf(fakeRun({})), "there is no go");
  const run = fakeRun({ "go install": FAULT });
  assertEquals(await installTelegraf(run), "go install: no such module");
});
