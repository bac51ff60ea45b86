/** A dead letter: a message that is not stored as what it was meant to be, and why. */
import { hash53 } from "../decode/identity.ts";
import type { Message } from "../decode/message.ts";
import type { Refusal } from "../decode/refusal.ts";
import { columns, type Row, type Table, type Value } from "../decode/row.ts";
import { DEAD_LETTERS } from "../tables.ts";
import type { Origin } from "./origin.ts";
import { payloadText } from "./payload_text.ts";

/** Who refused a message. */
export type Source = "decoder" | "database";

/** A refused message. */
export interface Refused {
  readonly message: Message;
  readonly refusal: Refusal;
  readonly source: Source;
  readonly origin: Origin;
}

/** Where letters are kept. */
export const lettersTable: Table = {
  name: DEAD_LETTERS,
  columns: [
    ...columns("symbol", ["device_id", "reason", "source", "encoding"]),
    ...columns("long", ["hash", "epoch", "seq", "length"]),
    ...columns("boolean", ["truncated"]),
    ...columns("varchar", ["topic", "payload", "sentence"]),
  ],
};

/** Longest topic that is kept, in characters; the devices' own are far shorter. */
const LONGEST_TOPIC = 1024;
/** What stands in a letter in the place of what its sender chose. */
const WITHOUT_TEXT: Readonly<Record<string, Value>> = {
  encoding: null,
  truncated: true,
  topic: null,
  payload: null,
  sentence: "The database refused the letter with its text",
};

/** Tells messages apart: the same topic and payload give the same number. */
export function hashOf({ topic, payload }: Pick<Message, "topic" | "payload">): number {
  return hash53(topic, "\0", payload); // no topic holds NUL (MQTT 5, 4.7.3)
}

/** The row of a letter. */
export function toRow({ message, refusal, source, origin }: Refused, hash: number): Row {
  const { topic, payload, receivedAt } = message;
  const { text, encoding, truncated } = payloadText(payload);
  const { deviceId, epoch, seq } = origin;
  const values: Value[] = [deviceId, refusal.reason, source, encoding, hash, epoch, seq];
  values.push(payload.length, truncated || topic.length > LONGEST_TOPIC);
  values.push(storable(topic.slice(0, LONGEST_TOPIC)), text, storable(refusal.sentence));
  return { table: lettersTable, ts: receivedAt * 1000, values };
}

/** The letter without what its sender wrote: the last that can still be said of a message. */
export function withoutText(row: Row): Row {
  const names = row.table.columns.map(({ name }) => name);
  const values = row.values.map((value, i) =>
    names[i] in WITHOUT_TEXT ? WITHOUT_TEXT[names[i]] : value
  );
  return { ...row, values };
}

/** Text that a column takes: NUL can't be read back, and a cut may have halved a character. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}
