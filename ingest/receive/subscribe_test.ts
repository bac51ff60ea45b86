import { assertEquals } from "@std/assert";
import type { Connection } from "../../devices/lib/mqtt.ts";
import { families } from "../families.ts";
import { askAgain, filtersOf, retainedFiltersOf, subscribe } from "./subscribe.ts";

Deno.test("filtersOf() shares readings within a group, status and accounts never", () => {
  assertEquals(filtersOf(families, undefined), [
    "device/data/+",
    "vehicle/speed/+",
    "status/+",
    "account/+",
  ]);
  assertEquals(filtersOf(families, "g"), [
    "$share/g/device/data/+",
    "$share/g/vehicle/speed/+",
    "status/+",
    "account/+",
  ]);
});

Deno.test("retainedFiltersOf() has status and accounts", () => {
  assertEquals(retainedFiltersOf(families), ["status/+", "account/+"]);
});

/** What `subscribe()` asks the broker for on such a connection. */
async function asked(version: 4 | 5, sessionPresent: boolean): Promise<unknown[]> {
  const calls: unknown[] = [];
  const client = { subscribeAsync: (...args: unknown[]) => Promise.resolve(calls.push(args)) };
  await subscribe({ client, version, sessionPresent } as unknown as Connection, ["a", "b"]);
  return calls;
}

Deno.test("subscribe() asks for retained messages with a new subscription only", async () => {
  const all = [[["a", "b"], { qos: 1, rh: 1 }]];
  assertEquals(await asked(5, false), all);
  assertEquals(await asked(5, true), all);
  assertEquals(await asked(4, false), all);
  assertEquals(await asked(4, true), []);
});

Deno.test("askAgain() has the broker send what it retains, whatever is subscribed", async () => {
  const calls: unknown[] = [];
  const client = { subscribeAsync: (...args: unknown[]) => Promise.resolve(calls.push(args)) };
  await askAgain({ client } as unknown as Connection, ["a"]);
  assertEquals(calls, [[["a"], { qos: 1, rh: 0 }]]);
});
