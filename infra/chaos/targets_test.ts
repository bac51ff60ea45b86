import { assert, assertEquals } from "@std/assert";
import { readOptions } from "./args.ts";
import { plan } from "./plan.ts";
import { planOptions } from "./targets.ts";

const faultsOf = (...args: string[]) => plan(planOptions(readOptions(["--seed", "7", ...args])));

Deno.test("planOptions() strikes every process, every worker and every connection", () => {
  const targets = new Set(
    faultsOf("--minutes", "30", "--workers", "2").map(({ target }) => target),
  );
  assertEquals(targets.size, 11, [...targets].join());
});

Deno.test("planOptions() wipes the broker once, and overfills one outbox", () => {
  for (const minutes of ["1", "2", "30"]) {
    const faults = faultsOf("--minutes", minutes);
    assertEquals(faults.filter(({ kind }) => kind === "wipe").length, 1);
    const long = faults.filter(({ kind, seconds }) => kind === "refuse" && seconds > 40);
    assertEquals(long.map(({ target }) => target), ["vehicle_20 to broker"]);
  }
});

Deno.test("planOptions() leaves a broker of somebody else alone", () => {
  const faults = faultsOf("--minutes", "30", "--broker", "mqtt://broker");
  assert(faults.every(({ target, kind }) => target !== "broker" && kind !== "wipe"));
});
