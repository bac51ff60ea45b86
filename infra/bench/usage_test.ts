import { assertAlmostEquals, assertEquals } from "@std/assert";
import { parseUsage } from "./usage.ts";

Deno.test("parseUsage() reads time and memory of a process whose name holds spaces", () => {
  const stat = "42 (a (b) c) S 1 42 42 0 -1 4194304 9 0 0 0 250 50 0 0 20 0 9 0 1 2 3";
  const status = "Name:\tx\nVmHWM:\t  204800 kB\nVmRSS:\t  102400 kB\n";
  const { cpu, memory, peak } = parseUsage(stat, status);
  assertAlmostEquals(cpu, 3);
  assertEquals([memory, peak], [100, 200]);
});
