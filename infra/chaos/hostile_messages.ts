/** What nobody should send, drawn from a seed. */
import { Buffer } from "node:buffer";
import { encodeReading } from "../../devices/wire/payload.ts";
import { deviceTopic } from "../../devices/wire/topics.ts";

/** A message of the hostile device. */
export interface HostileMessage {
  readonly topic: string;
  readonly payload: Buffer;
}

/** Who sends it, and the number that it gets if it is a reading. */
export interface Sender {
  readonly id: string;
  readonly epoch: number;
  readonly seq: number;
  /** Unix seconds. */
  readonly timestamp: number;
}

/** A reading that is well, but for a label that begs to be taken for something else. */
const LABELS = [
  'x",speed=9i 17t\ndevice_data,device_id=evil speed=1 5t\n',
  "a=b,c d\\",
  "'); DROP TABLE device_data; --",
  "\u0001\u0085\u2028\u202e\u{10ffff}🚗",
];
/** Values that no column of a number takes. */
const VALUES = ["1e400", '"NaN"', "{}", "[1]", '"12 km/h"', "true"];
/** What stands in no relation to any reading. */
const GARBAGE: readonly (string | Uint8Array)[] = [
  "",
  "null",
  '{"epoch":1,',
  "[".repeat(20_000),
  '{"__proto__":{"device_id":"vehicle_01"},"constructor":1}',
  new Uint8Array([0x7b, 0xff, 0xfe, 0x00]),
  "device_data,device_id=evil speed=1 5t\n",
  "x".repeat(200_000),
];

/** A reading that can be stored, whatever its label looks like. */
export function oddReading(sender: Sender, random: () => number): HostileMessage {
  const { id, ...identity } = sender;
  const reading = { device_id: id, ...identity, speed: 1, detection_label: pick(LABELS, random) };
  return message(id, encodeReading(reading));
}

/** A reading whose number can be read, and that can't be stored. */
export function badReading(sender: Sender, random: () => number): HostileMessage {
  const { id, ...identity } = sender;
  const good = encodeReading({ device_id: id, ...identity, speed: 1 });
  return message(id, good.replace('"speed":1', `"speed":${pick(VALUES, random)}`));
}

/** A message that is nobody's, on a topic of its own or on a neighbour's; each `number` another. */
export function garbage(
  { id, neighbour, number }: { id: string; neighbour: string; number: number },
  random: () => number,
): HostileMessage {
  const payload = Buffer.from(pick(GARBAGE, random));
  // White space at the end leaves JSON what it is.
  const mark = number.toString(2).replaceAll("0", " ").replaceAll("1", "\t");
  const topic = deviceTopic("data", random() < 0.5 ? id : neighbour);
  return { topic, payload: Buffer.concat([payload, Buffer.from(payload.length > 0 ? mark : "")]) };
}

function message(id: string, payload: string): HostileMessage {
  return { topic: deviceTopic("data", id), payload: Buffer.from(payload) };
}

function pick<T>(all: readonly T[], random: () => number): T {
  return all[Math.floor(random() * all.length)];
}
