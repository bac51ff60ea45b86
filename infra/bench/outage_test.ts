import { assertEquals } from "@std/assert";
import { outageLines } from "./outage.ts";

Deno.test("outageLines() says what an outage cost, and what came of every reading", () => {
  const lines = outageLines({
    waiting: 600_000,
    current: 41.26,
    settled: 43.5,
    balance: {
      ...{ produced: 700_000, stored: 699_990, deadLettered: 0, waiting: 8, evicted: 0 },
      ...{ missing: ["vehicle_01 4711 3-4"], double: 0, unknown: 0 },
    },
    extra: 1400,
    peaks: [310.4, 139.6],
  });
  assertEquals(lines, [
    "600000 readings waited; live data was current after 41.3 s, everything stored after 43.5 s",
    "1400 extra publications, 0.20 % of 700000 readings",
    "stored 699990, still waiting 8, evicted 0, missing in 1 ranges, double 0",
    "peak memory: devices 310 MB, ingest 140 MB",
  ]);
});
