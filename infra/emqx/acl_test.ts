import { assert, assertEquals } from "@std/assert";
import { isDeviceId } from "../../devices/wire/device_id.ts";
import { deviceTopic } from "../../devices/wire/topics.ts";
import { families } from "../../ingest/families.ts";

/** One rule: its permission, who it is for, the action and the topics. */
interface Rule {
  readonly allow: boolean;
  readonly who: string;
  readonly action: string;
  readonly topics: readonly string[];
}

const RULE =
  /^\{(allow|deny), (all|\{username, (?:"\w+"|\{re, "[^"]+"\})\})(?:, (publish|subscribe|all), \[(.*)\])?\}\.$/;

const rules = await readRules();

async function readRules(): Promise<Rule[]> {
  const text = await Deno.readTextFile(new URL("acl.conf", import.meta.url));
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("%%")).map((line) => {
    const match = RULE.exec(line);
    assert(match, `No rule that ends with a full stop: ${line}`);
    const [, permission, who, action = "all", topics = '"#"'] = match;
    return { allow: permission === "allow", who, action, topics: JSON.parse(`[${topics}]`) };
  });
}

/** What the rules say of a client: as EMQX does, the first that matches decides. */
function isAllowed(username: string, action: string, topic: string): boolean {
  const rule = rules.find((rule) =>
    isFor(rule.who, username) && (rule.action === action || rule.action === "all") &&
    rule.topics.some((filter) => covers(filter.replaceAll("${username}", username), topic))
  );
  return rule?.allow ?? false;
}

function isFor(who: string, username: string): boolean {
  if (who === "all") return true;
  const [, name, pattern] = /"(\w+)"\}$|re, "(.+)"\}\}$/.exec(who)!;
  return pattern ? new RegExp(pattern).test(username) : name === username;
}

/** Whether `filter` covers the topic, or the filter, `topic`. */
function covers(filter: string, topic: string): boolean {
  const levels = topic.split("/");
  for (const [index, level] of filter.split("/").entries()) {
    if (level === "#") return true;
    if (index >= levels.length || (level !== "+" && level !== levels[index])) return false;
  }
  return filter.split("/").length === levels.length;
}

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
