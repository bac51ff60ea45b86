/** Makes bad messages of good ones. */
import { Buffer } from "node:buffer";
import type { Message } from "../decode/message.ts";

/** A source of numbers in [0, 1). */
export type Random = () => number;

/** Values that somebody may send in the place of any other, as JSON. */
const VALUES: readonly string[] = [
  ...["null", "true", "{}", "[]", "-1", "0", "-0", "1.5", "1e400", "-1e400", "1e308", "5e-324"],
  ...["9007199254740991", "9007199254740992", "1e21", "NaN", "Infinity", "undefined", "0x10"],
  ...['""', '" "', '"5"', '" 5 "', '"1e400"', '"NaN"', '"0x10"', '"1,5"', '"+"', '"#"', '"a/b"'],
  ...['"2026-01-15T11:59:59Z"', '"2026-02-30"', '"2026-01-15 11:59"', '"x\\u0000y"', '"\\ud800"'],
  ...["1768478399", "1768478399250", "1768478399250000", "1768478399250000000", "4102444800"],
  ...['"car speed=1,cpu_usage=2i 1\\ndevice_data,device_id=b speed=3 4\\n"', '"\\\\"', '"\\""'],
  ...['"🚗"', '"\'; DROP TABLE device_data; --"', '"__proto__"', '{"__proto__":{"polluted":1}}'],
  ...['{"data":{"data":{"data":{"speed":1}}}}', '[{"a":[]}]', `"${"x".repeat(300)}"`],
];
const NAMES: readonly string[] = [
  ...["device_id", "epoch", "seq", "timestamp", "speed", "cpu_usage", "network_bytes_sent"],
  ...["detection_label", "data", "payload", "memory", "total", "__proto__", "constructor", ""],
  ...["toString", "a b", "a=b,c", 'x\\"y', "status", "since", "interval", "account", "epochs"],
];
/** Parts of ids and of topics. */
const PARTS: readonly string[] = [
  ...[
    "x".repeat(2000),
    "+",
    "#",
    "/",
    "",
    "a b",
    "a,b=c",
    "\n",
    "é",
    "🚗",
    "$share/g",
    "x".repeat(70),
    "..",
    "\\",
  ],
];
const TOPICS: readonly string[] = [
  "device/data/",
  "vehicle/speed/",
  "status/",
  "account/",
  "cmnd/",
];

/** Larger than what is looked into, in bytes. */
const LARGE = 70_000;

/** A message that differs from `message` by one to four mutations. */
export function mutate(message: Message, random: Random): Message {
  let { topic, payload } = message;
  const times = 1 + Math.floor(random() * 4);
  for (let i = 0; i < times && payload.length < LARGE; i++) {
    if (random() < 0.08) topic = mutateTopic(topic, random);
    else if (random() < 0.6) payload = mutateText(payload, random);
    else payload = mutateBytes(payload, random);
  }
  return { ...message, topic, payload };
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)];
}

function mutateTopic(topic: string, random: Random): string {
  const kind = random();
  if (kind < 0.3) return pick(TOPICS, random) + topic.split("/").at(-1);
  if (kind < 0.6) return topic.slice(0, topic.lastIndexOf("/") + 1) + pick(PARTS, random);
  return topic + pick(PARTS, random);
}

/** A change that leaves most JSON what it is: of a value, a name, or one field more. */
function mutateText(payload: Uint8Array, random: Random): Uint8Array {
  const text = Buffer.from(payload).toString();
  const pairs = [...text.matchAll(/"([^"\\]*)"\s*:\s*("(?:[^"\\]|\\.)*"|[^,{}[\]\s]+)/g)];
  if (pairs.length === 0 || random() < 0.25) return insertField(text, random);
  const { 0: pair, 1: name, index } = pick(pairs, random);
  const value = pair.slice(pair.indexOf(":", name.length + 2) + 1);
  const changed = random() < 0.7
    ? `"${name}":${pick(VALUES, random)}`
    : random() < 0.5
    ? `"${pick(NAMES, random)}":${value}`
    : `${pair},"${name}":${pick(VALUES, random)}`;
  return encode(text.slice(0, index) + changed + text.slice(index + pair.length));
}

function insertField(text: string, random: Random): Uint8Array {
  const at = text.indexOf("{") + 1;
  const field = `"${pick(NAMES, random)}":${pick(VALUES, random)}`;
  const nested = random() < 0.3 ? `"${pick(NAMES, random)}":{${field}}` : field;
  return encode(`${text.slice(0, at)}${nested},${text.slice(at)}`);
}

/** A change that knows nothing of what it changes. */
function mutateBytes(payload: Uint8Array, random: Random): Uint8Array {
  const at = Math.floor(random() * (payload.length + 1));
  const length = Math.floor(random() ** 3 * (payload.length - at));
  const [head, cut, tail] = [
    payload.subarray(0, at),
    payload.subarray(at, at + length),
    payload.subarray(at + length),
  ];
  const kind = random();
  if (kind < 0.2) return head; // truncated
  if (kind < 0.4) return Buffer.concat([head, tail]);
  if (kind < 0.5) return Buffer.concat([head, cut, cut, tail]);
  if (kind < 0.51) return Buffer.concat([head, new Uint8Array(LARGE).fill(0x20), tail]);
  const byte = new Uint8Array([Math.floor(random() * 256)]);
  return Buffer.concat([head, byte, kind < 0.75 ? tail.subarray(1) : tail]);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
