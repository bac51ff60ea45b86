/** A message to rows or to the reason why not. Pure: no clock, no I/O, and it never throws. */
import { families } from "../families.ts";
import type { Family } from "../families/family.ts";
import type { Fields } from "./fields.ts";
import { flatten } from "./flatten.ts";
import { readDeviceId } from "./identity.ts";
import type { Message, Registry } from "./message.ts";
import { parseObject } from "./parse.ts";
import { quote, Refusal } from "./refusal.ts";
import type { Row } from "./row.ts";

/** A message that can be stored. */
export interface Decoded {
  readonly family: Family;
  readonly deviceId: string;
  /** None if the message says nothing new. */
  readonly rows: readonly Row[];
  /** Fields that no column takes. */
  readonly unknown: readonly string[];
}

const NONE: readonly string[] = [];

/** The rows that a message becomes, or why it is refused. */
export function decode(message: Message, registry: Registry): Decoded | Refusal {
  try {
    return decodeOrThrow(message, registry);
  } catch (error) {
    if (error instanceof Refusal) return error;
    // A fault of ours must not stop every other device's messages, again and again.
    return new Refusal("decoder_fault", String(error));
  }
}

function decodeOrThrow(message: Message, registry: Registry): Decoded {
  for (const family of families) {
    const fromTopic = family.deviceOf(message.topic);
    if (fromTopic === undefined) continue;
    if (family.retained && message.payload.length === 0) {
      return { family, deviceId: fromTopic, rows: [], unknown: NONE };
    }
    const fields = flatten(parseObject(message.payload, family.largest), family.fields);
    const deviceId = readDeviceId(fields, fromTopic);
    const rows = family.rows({ deviceId, fields, message }, registry);
    return { family, deviceId, rows, unknown: unknownIn(fields, family.fields) };
  }
  throw new Refusal("unknown_topic", quote(message.topic));
}

function unknownIn(fields: Fields, known: ReadonlySet<string>): readonly string[] {
  let unknown = NONE as string[];
  for (const name in fields) {
    if (known.has(name)) continue;
    if (unknown === NONE) unknown = [];
    unknown.push(name);
  }
  return unknown;
}
