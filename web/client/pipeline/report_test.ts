import { assertEquals } from "@std/assert";
import { hopLines, hopsCsv } from "./report.ts";

const ROW = {
  name: "Device to ingest",
  measured: "two clocks",
  p50: 3.14,
  p95: 9.8,
  p99: 41,
  max: 1210,
  isEnd: false,
};

Deno.test("hopsCsv() and hopLines() tell the table", () => {
  assertEquals(hopsCsv([ROW]).split("\r\n")[1], "Device to ingest,two clocks,3.14,9.8,41,1210");
  assertEquals(hopLines([ROW])[1], ["Device to ingest", "3.1", "9.8", "41", "1,210"]);
});
