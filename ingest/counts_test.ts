import { assertEquals } from "@std/assert";
import { Counts } from "./counts.ts";

Deno.test("Counts counts refusals by reason", () => {
  const counts = new Counts();
  counts.reject("not_json");
  counts.reject("not_json");
  counts.reject("empty");
  assertEquals([...counts.rejected], [["not_json", 2], ["empty", 1]]);
});

Deno.test("Counts remembers a bounded number of unknown fields", () => {
  const counts = new Counts();
  counts.leaveOut(Array.from({ length: 150 }, (_, i) => `field${i}`));
  counts.leaveOut(["field7", "x".repeat(65)]);
  assertEquals(counts.unknown.size, 101);
  assertEquals(counts.unknown.get("field7"), 2);
  assertEquals(counts.unknown.get("(others)"), 51);
});
