import { assertEquals } from "@std/assert";
import { sumOf } from "./metrics.ts";

Deno.test("sumOf() adds the samples of a metric and of none that is called alike", () => {
  const text = [
    "# HELP queries_count queries_count 7",
    'queries_count{query="a b"} 3',
    'queries_count{query="c"} 4',
    "queries_count_total 100",
    "streams 5",
  ].join("\n");
  assertEquals(["queries_count", "streams", "none"].map((name) => sumOf(text, name)), [7, 5, 0]);
});
