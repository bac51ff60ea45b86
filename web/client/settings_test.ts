import { assertEquals } from "@std/assert";
import * as settings from "./settings.ts";

function keepOf(entries: Record<string, string> = {}): settings.Keep & { entries: typeof entries } {
  return {
    entries,
    getItem: (name) => entries[name] ?? null,
    setItem: (name, value) => void (entries[name] = value),
  };
}

Deno.test("loadSettings() starts with UTC, the system's theme and shortcuts", () => {
  settings.loadSettings(keepOf());
  assertEquals(
    [settings.zone.value, settings.theme.value, settings.shortcuts.value, settings.target.value],
    ["utc", null, true, 2000],
  );
});

Deno.test("loadSettings() ignores what it does not know", () => {
  settings.loadSettings(keepOf({ zone: "mars", theme: "pink", target: "soon" }));
  assertEquals([settings.zone.value, settings.theme.value, settings.target.value], [
    "utc",
    null,
    2000,
  ]);
});

Deno.test("settings are kept as they are set", () => {
  const keep = keepOf();
  settings.loadSettings(keep);
  settings.toggleZone(keep);
  settings.toggleTheme(keep, "light");
  settings.setShortcuts(keep, false);
  assertEquals(settings.setTarget(keep, "1,500"), true);
  assertEquals(keep.entries, { zone: "local", theme: "dark", shortcuts: "off", target: "1500" });
  settings.loadSettings(keepOf());
});

Deno.test("setTarget() refuses what is no latency", () => {
  const keep = keepOf();
  settings.loadSettings(keep);
  for (const text of ["", "-1", "0", "1e9", "fast", "600,001"]) {
    assertEquals(settings.setTarget(keep, text), false);
  }
  assertEquals(settings.target.value, 2000);
});
