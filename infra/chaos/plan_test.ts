import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { type Fault, plan, type Target } from "./plan.ts";

const TARGETS: readonly Target[] = [
  { name: "a", faults: ["kill", "freeze", "restart"], calm: 5, longest: 4, recovery: 3 },
  { name: "b", faults: ["cut", "slow"], calm: 8, longest: 10, recovery: 1 },
];
const ONCE = [
  { target: "a", kind: "wipe", seconds: 0 },
  { target: "b", kind: "refuse", seconds: 40 },
] as const;
const SECONDS = 120;

const planOf = (seed: string, seconds = SECONDS) =>
  plan({ seed, seconds, targets: TARGETS, once: ONCE });
const plans = Array.from({ length: 500 }, (_, seed) => planOf(`${seed}`));
const recovery = ({ target }: Fault) => TARGETS.find(({ name }) => name === target)!.recovery;

Deno.test("plan() depends on the seed alone", () => {
  assertEquals(planOf("1"), planOf("1"));
  assertNotEquals(planOf("1"), planOf("2"));
});

Deno.test("plan() is in order and over in time, and begins when everything runs", () => {
  for (const faults of plans) {
    assertEquals(faults, faults.toSorted((one, other) => one.at - other.at));
    for (const fault of faults) {
      assert(fault.at >= 5, JSON.stringify(fault));
      assert(fault.at + fault.seconds <= SECONDS, JSON.stringify(fault));
    }
  }
});

Deno.test("plan() lets a target come back before its next fault", () => {
  for (const faults of plans) {
    for (const { name } of TARGETS) {
      const own = faults.filter(({ target }) => target === name);
      for (const [index, fault] of own.slice(1).entries()) {
        const before = own[index];
        const back = before.at + before.seconds + recovery(before);
        assert(fault.at >= back - 0.11, JSON.stringify([before, fault]));
      }
    }
  }
});

Deno.test("plan() holds what must happen once, and exactly once", () => {
  for (const faults of plans) {
    for (const { target, kind } of ONCE) {
      const found = faults.filter((fault) => fault.target === target && fault.kind === kind);
      assertEquals(found.length, 1);
    }
  }
});

Deno.test("plan() uses every fault of every target within a few minutes", () => {
  const kinds = new Set(planOf("1", 600).map(({ target, kind }) => `${target} ${kind}`));
  assertEquals(
    [...kinds].toSorted(),
    ["a freeze", "a kill", "a restart", "a wipe", "b cut", "b refuse", "b slow"],
  );
});
