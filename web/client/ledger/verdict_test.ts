import { assertEquals } from "@std/assert";
import type { DeviceLedger, Sums } from "../../data/ledger/types.ts";
import { chosen, verdictOn } from "./verdict.ts";

const BALANCED: Sums = {
  ...{ produced: 9, stored: 9, dead_lettered: 0, waiting: 0 },
  ...{ abandoned: 0, evicted: 0, missing: 0 },
};
const word = (sums: Partial<Sums>) => verdictOn({ ...BALANCED, ...sums }).word;

Deno.test("verdictOn() says the worst there is", () => {
  assertEquals(word({}), "balanced");
  assertEquals(word({ waiting: 3 }), "balanced, draining");
  assertEquals(word({ waiting: 3, abandoned: 3 }), "abandoned");
  assertEquals(word({ waiting: 3, abandoned: 3, missing: 1234 }), "off by 1,234");
  assertEquals(word({ waiting: 3, missing: null }), "not settled");
});

Deno.test("chosen() filters and searches", () => {
  const device = (device_id: string, sums: Partial<Sums>): DeviceLedger => ({
    ...{ ...BALANCED, ...sums, device_id, account: 1, told: 0, epochs: [] },
  });
  const devices = [device("Vehicle_1", { missing: 2 }), device("vehicle_2", { waiting: 1 })];
  const ids = (...[filter, search]: [Parameters<typeof chosen>[1], string]) =>
    chosen(devices, filter, search).map(({ device_id }) => device_id);
  assertEquals(ids("all", " vehicle "), ["Vehicle_1", "vehicle_2"]);
  assertEquals(ids("off", ""), ["Vehicle_1"]);
  assertEquals(ids("waiting", ""), ["vehicle_2"]);
  assertEquals(ids("evicted", ""), []);
});
