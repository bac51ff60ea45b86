import { assertEquals } from "@std/assert";
import { formatAge, formatSpan } from "./age.ts";

Deno.test("formatAge() gets coarser with age", () => {
  const cases: [number, string][] = [
    [-500, "0 s"],
    [0, "0 s"],
    [4_999, "4 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [6 * 60_000 + 30_000, "6 min"],
    [2 * 3_600_000, "2 h"],
    [2 * 3_600_000 + 11 * 60_000, "2 h 11 min"],
    [86_399_999, "23 h 59 min"],
    [3 * 86_400_000 + 5, "3 d"],
  ];
  for (const [ms, words] of cases) assertEquals(formatAge(ms), words);
});

Deno.test("formatSpan() shows the two greatest units", () => {
  const cases: [number, string][] = [
    [812.4, "812 ms"],
    [4_200, "4.2 s"],
    [5_000, "5 s"],
    [42_400, "42 s"],
    [4 * 60_000 + 18_000, "4 min 18 s"],
    [3_600_000, "1 h"],
    [9 * 86_400_000 + 23 * 3_600_000, "9 d 23 h"],
  ];
  for (const [ms, words] of cases) assertEquals(formatSpan(ms), words);
});
