import { assertEquals } from "@std/assert";
import { formatBytes, formatMs, formatNumber, formatTick } from "./number.ts";

Deno.test("formatNumber() separates thousands and keeps its decimals", () => {
  assertEquals(formatNumber(138204771), "138,204,771");
  assertEquals(formatNumber(62.44, 1), "62.4");
  assertEquals(formatNumber(0, 1), "0.0");
  assertEquals(formatNumber(-0.04, 1), "0.0");
  assertEquals(formatNumber(-1.26, 1), "-1.3");
});

Deno.test("formatNumber() shows a value that is not there as a dash", () => {
  assertEquals(formatNumber(null), "–");
  assertEquals(formatNumber(undefined), "–");
  assertEquals(formatNumber(NaN), "–");
});

Deno.test("formatTick() is short", () => {
  assertEquals([0, 0.25, 250, 1_000, 1_500, 2_000_000, 3e9].map(formatTick), [
    "0",
    "0.25",
    "250",
    "1 k",
    "1.5 k",
    "2 M",
    "3 G",
  ]);
});

Deno.test("formatMs() has a decimal below ten", () => {
  assertEquals([0.64, 9.8, 9.96, 41, 1210].map(formatMs), ["0.6", "9.8", "10", "41", "1,210"]);
});

Deno.test("formatBytes() picks the unit", () => {
  assertEquals(formatBytes(812), ["812", "B"]);
  assertEquals(formatBytes(18_400), ["18.4", "kB"]);
  assertEquals(formatBytes(3.1e9), ["3.1", "GB"]);
});
