import { assertEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../../devices/lib/env.ts";
import { readConfig } from "./config.ts";

Deno.test("readConfig() of the replay takes every letter by default", () => {
  assertEquals(readConfig({}, []), {
    questdb: ["http://127.0.0.1:9000"],
    questdbUser: { username: "", password: "" },
    clockSkewLimit: 300_000,
    selection: { reason: undefined, device: undefined },
    dryRun: false,
  });
});

Deno.test("readConfig() of the replay reads its arguments", () => {
  const { selection, dryRun } = readConfig(
    {},
    ["--reason", "not_json", "--device=vehicle_01", "--dry-run"],
  );
  assertEquals([selection, dryRun], [{ reason: "not_json", device: "vehicle_01" }, true]);
});

for (
  const args of [
    ["--reason", "because"],
    ["--reason", "toString"],
    ["--device", "a'b"],
    ["--device"],
    ["--all"],
    ["vehicle_01"],
  ]
) {
  Deno.test(`readConfig() of the replay refuses ${args.join(" ")}`, () => {
    assertThrows(() => readConfig({}, args), ConfigError, args[0].slice(0, 8));
  });
}
