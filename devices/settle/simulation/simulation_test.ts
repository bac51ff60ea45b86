/**
 * Thousands of seeded runs. One that fails is named with its seed and can be run alone:
 * `deno run devices/settle/simulation/run.ts <story> <seed>`.
 */
import { assertEquals, assertLessOrEqual } from "@std/assert";
import type { Plan } from "./plan.ts";
import { type Outcome, simulate } from "./simulation.ts";

/** Runs a story with the seeds 1 to `count` and checks each outcome. */
function runs(story: Plan["story"], count: number, check: (outcome: Outcome) => void): void {
  for (let seed = 1; seed <= count; seed++) {
    try {
      check(simulate(story, seed));
    } catch (error) {
      throw new Error(`Story "${story}", seed ${seed}: ${(error as Error).message}`);
    }
  }
}

Deno.test("a device publishes no reading twice while nothing is lost", () => {
  runs("calm", 300, ({ extra }) => assertEquals(extra, 0));
});

Deno.test("a device settles everything, whatever has happened", () => {
  runs("trouble", 2500, () => {});
});

Deno.test("an hour without ingest costs a window and a few probes, a crash one window more", () => {
  runs("hour", 40, ({ extra, plan }) => {
    const crashes = plan.mishaps["device crashes"];
    assertLessOrEqual(extra, plan.window * (1 + crashes) + 15);
  });
});

Deno.test("a week without ingest costs nothing but what the outbox has no room for", () => {
  runs("week", 2, ({ unanswered }) => assertEquals(unanswered, 0));
});
