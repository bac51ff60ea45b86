import { assertEquals } from "@std/assert";
import { collectorLines, latencyLine, ratioLines } from "./report.ts";

const OURS = {
  name: "Ours",
  drained: [
    { rate: 60_000, cpu: 1.2, databaseCpu: 1.3, peak: 140 },
    { rate: 50_000, cpu: 1.4, databaseCpu: 1.1, peak: 150 },
  ],
  losses: [{ missing: 0, double: 0, again: 100 }, { missing: 0, double: 0, again: 300 }],
};
const THEIRS = {
  name: "Theirs",
  drained: [
    { rate: 20_000, cpu: 4.8, databaseCpu: 1.3, peak: 100 },
    { rate: 20_000, cpu: 4.2, databaseCpu: 1.1, peak: 100 },
  ],
  losses: [{ missing: 250, double: 0, again: 0 }],
};

Deno.test("ratioLines() compares each of ours with each other, round by round", () => {
  assertEquals(ratioLines([OURS], [THEIRS]), [
    "Ours to Theirs: drain 2.75 (2.50 to 3.00); CPU a row: collector 0.29 (0.25 to 0.33), " +
    "QuestDB 1.00 (1.00 to 1.00), both 0.44 (0.41 to 0.47); peak memory 1.45 (1.40 to 1.50)",
  ]);
});

Deno.test("collectorLines() shows medians with ranges", () => {
  assertEquals(collectorLines(OURS), [
    "Ours: 55000 (50000 to 60000) rows/s from 10 to 90 %",
    "  CPU s per 100,000 rows: collector 1.30 (1.20 to 1.40), QuestDB 1.20 (1.10 to 1.30)",
    "  peak memory 145 (140 to 150) MB",
    "  kill -9: missing 0 (0 to 0), double 0 (0 to 0); 200 (100 to 300) would be double " +
    "without DEDUP",
  ]);
});

Deno.test("latencyLine() takes percentiles of each round before it compares rounds", () => {
  const rounds = [[1, 2, 3], [10, 20, 30]];
  assertEquals(
    latencyLine({ name: "Ours", rate: 1000, rounds }),
    "1000 readings/s, Ours: p50 11 (2 to 20), p95 17 (3 to 30), p99 17 (3 to 30) ms",
  );
});
