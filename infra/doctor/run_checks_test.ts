import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import type { Finding } from "./finding.ts";
import { runChecks } from "./run_checks.ts";

const fine: Finding = { level: "ok", what: "a", value: "fine" };

Deno.test("runChecks() keeps the order and goes on after a check that throws", async () => {
  const findings = await runChecks([
    { name: "a", run: () => Promise.resolve(fine) },
    { name: "b", run: () => Promise.reject(new Error("broken")) },
    { name: "c", run: () => Promise.resolve([fine, fine]) },
  ]);
  assertEquals(findings, [fine, { level: "fault", what: "b", value: "broken" }, fine, fine]);
});

Deno.test("runChecks() waits for no check longer than it has patience", async () => {
  using time = new FakeTime();
  const findings = runChecks([{ name: "slow", run: () => new Promise(() => {}) }], 3000);
  await time.tickAsync(3000);
  assertEquals(await findings, [
    { level: "fault", what: "slow", value: "no answer within 3 s" },
  ]);
});
