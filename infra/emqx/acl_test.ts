import { assert, assertEquals, assertThrows } from "@std/assert";
import { isDeviceId } from "../../devices/wire/device_id.ts";
import { deviceTopic } from "../../devices/wire/topics.ts";
import { families } from "../../ingest/families.ts";
import { isAllowed as applies, parseRules, readRules, type Wish } from "./acl.ts";

const rules = await readRules();

/** What `acl.conf` says to a client. */
function isAllowed(username: string, action: Wish["action"], topic: string): boolean {
  return applies(rules, { username, action, topic });
}

Deno.test("parseRules() refuses a line that is no rule", () => {
  assertThrows(() => parseRules("{allow, all}"), SyntaxError, "{allow, all}");
});

Deno.test("acl.conf denies whatever it does not allow", () => {
  assertEquals(rules.at(-1), { allow: false, who: "all", action: "all", topics: ["#"] });
  assert(!isAllowed("ingest", "publish", "device/data/x/y"));
  assert(!isAllowed("vehicle_01", "subscribe", "#"));
  assert(!isAllowed("vehicle_01", "subscribe", "device/data/+"));
});

Deno.test("acl.conf lets a device send under its own name and nobody else's", () => {
  for (const kind of ["data", "legacy", "status", "account"] as const) {
    assert(isAllowed("vehicle_01", "publish", deviceTopic(kind, "vehicle_01")), kind);
    assert(!isAllowed("vehicle_01", "publish", deviceTopic(kind, "vehicle_02")), kind);
  }
  assert(isAllowed("f2-001122334455", "publish", "cmnd/f2-001122334455/read/1/meter"));
});

Deno.test("acl.conf lets only the ingest say that a reading is stored", () => {
  const topic = deviceTopic("stored", "vehicle_01");
  assert(isAllowed("ingest", "publish", topic));
  assert(!isAllowed("vehicle_01", "publish", topic));
  assert(!isAllowed("vehicle_02", "publish", topic));
  assert(isAllowed("vehicle_01", "subscribe", topic));
  assert(!isAllowed("vehicle_02", "subscribe", topic));
  assert(!isAllowed("vehicle_02", "subscribe", "stored/+"));
});

Deno.test("acl.conf lets the ingest read what it subscribes to", () => {
  for (const filter of families.flatMap(({ filters }) => filters)) {
    assert(isAllowed("ingest", "subscribe", filter), filter);
  }
});

Deno.test("acl.conf shuts out user names that mean something in a topic", () => {
  for (const username of ["+", "#", "a/b", "a b", "vehicle_01\n", "é"]) {
    assert(!isDeviceId(username));
    assert(!isAllowed(username, "subscribe", `stored/${username}`), username);
    assert(!isAllowed(username, "publish", `device/data/${username}`), username);
  }
});
