import { assert, assertEquals, assertFalse } from "@std/assert";
import { type Findings, judge } from "./verdict.ts";

const BALANCE = {
  produced: 1000,
  stored: 900,
  deadLettered: 50,
  waiting: 20,
  evicted: 30,
  missing: [],
  double: 0,
  unknown: 0,
};
const FLEET = {
  devices: 1,
  ...{ produced: 1000, stored: 900, dead_lettered: 50, waiting: 20, evicted: 30 },
  ...{ abandoned: 0, missing: 0 },
};
const ledgerOf = (fleet: typeof FLEET) => ({ as_of: 0, fleet, devices: [], outside: [] });
const GOOD: Findings = {
  balance: BALANCE,
  ledger: ledgerOf(FLEET),
  kills: { device: 4, broker: 2, ingest: 3, questdb: 1 },
  faults: 20,
  counted: 30,
  recorded: 30,
  garbage: 7,
  garbageMissing: 0,
  ends: [],
  outOfOrder: 3,
  extra: 12,
  longestOutage: 9.5,
  worstLatency: 2,
  settled: 12,
  brokerSpared: false,
  seconds: 140.4,
};

Deno.test("judge() passes a run whose sum balances, and says it as JSON", () => {
  const { passed, json, lines } = judge(GOOD);
  assert(passed);
  assertEquals(JSON.parse(json), {
    verdict: "passed",
    produced: 1000,
    stored: 900,
    dead_lettered: 50,
    waiting: 20,
    evicted: 30,
    missing: 0,
    double: 0,
    kills: { device: 4, broker: 2, ingest: 3, questdb: 1 },
    seconds: 140,
  });
  assertEquals(lines.at(-1), "verdict: passed");
});

Deno.test("judge() says that a broker was left alone", () => {
  const { lines } = judge({ ...GOOD, brokerSpared: true });
  assertEquals(lines.at(-1), "verdict: passed; the broker was left alone");
});

Deno.test("judge() fails a run for each of its reasons, and says which", () => {
  const missing = { ...BALANCE, stored: 897, missing: ["vehicle_01 5 1-3"] };
  const against: readonly [Partial<Findings>, string][] = [
    [{ balance: missing }, "3 readings are missing"],
    [{ balance: { ...BALANCE, double: 1 } }, "1 rows are there twice"],
    [{ balance: { ...BALANCE, unknown: 2 } }, "2 rows are of readings that nobody produced"],
    [{ counted: 31 }, "the devices counted 31 evictions and recorded 30"],
    [{ garbageMissing: 1 }, "1 hostile messages left no letter"],
    [{ settled: undefined }, "it did not settle"],
    [{ ledger: ledgerOf({ ...FLEET, stored: 901 }) }, "the ledger says 901 stored, not 900"],
    [{ ledger: ledgerOf({ ...FLEET, missing: 1 }) }, "the ledger says 1 missing, not 0"],
    [{ ends: ["ingest-1 ended by itself"] }, "ingest-1 ended by itself"],
  ];
  for (const [change, reason] of against) {
    const { passed, lines, json } = judge({ ...GOOD, ...change });
    assertFalse(passed, reason);
    assert(lines.includes(`AGAINST: ${reason}`), lines.join("\n"));
    assertEquals(JSON.parse(json).verdict, "failed");
  }
});
