import { assertEquals } from "@std/assert";
import { exitCode, type Finding, table } from "./finding.ts";

const ok: Finding = { level: "ok", what: "Java", value: "17" };
const unknown: Finding = { level: "unknown", what: "queue", value: "can't be told" };
const warning: Finding = { level: "warning", what: "broker", value: "none", remedy: "start it" };
const fault: Finding = { level: "fault", what: "disk", value: "0.1 GB free" };

Deno.test("exitCode() goes by the worst", () => {
  assertEquals(exitCode([ok, unknown]), 0);
  assertEquals(exitCode([ok, warning, unknown]), 1);
  assertEquals(exitCode([fault, warning]), 2);
});

Deno.test("table() shows a line each, in columns, with the remedy", () => {
  assertEquals(
    table([ok, unknown, warning, fault]),
    `✓ Java    17
· queue   can't be told
! broker  none: start it
✗ disk    0.1 GB free`,
  );
});
