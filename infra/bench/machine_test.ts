import { assertEquals } from "@std/assert";
import { describe } from "./machine.ts";

Deno.test("describe() names processor, memory and load", () => {
  const cpu = "processor\t: 0\nmodel name\t: Some CPU \nprocessor\t: 1\nmodel name\t: Some CPU\n";
  const memory = "MemTotal:       24641536 kB\nMemFree: 1 kB\n";
  const load = "0.31 0.20 0.10 1/200 4711\n";
  assertEquals(describe(cpu, memory, load), " (Some CPU), 23.5 GB; load average before 0.31");
});

Deno.test("describe() says nothing where there is no /proc", () => {
  assertEquals(describe("", "", ""), "");
});
