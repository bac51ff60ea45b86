/** Reads letters back as the messages that they were. */
import type { Rows } from "../commit/questdb.ts";
import type { Message } from "../decode/message.ts";
import { payloadBytes, type PayloadText } from "../letters/payload_text.ts";
import { DEAD_LETTERS } from "../tables.ts";
import type { Selection } from "./config.ts";

/** Runs one SQL statement. */
export type Exec = (sql: string) => Promise<Rows>;

/** A letter that was read back. */
export interface ReadLetter {
  /** Undefined if it was cut, and is no longer what it was. */
  readonly message?: Message;
}

/** Letters in an answer: at 16 KiB each, a few megabytes. */
const PAGE = 200;

/** Pages of letters in the order in which they came, of each message the first. */
export async function* readLetters(
  exec: Exec,
  selection: Selection,
): AsyncGenerator<ReadLetter[]> {
  const seen = new Set<number>();
  const filters = filtersOf(selection);
  let after = "";
  while (true) {
    const where = [...filters, after].filter((condition) => condition !== "").join(" AND ");
    const rows = await exec(
      `SELECT ts::long AS micros, hash, topic, payload, encoding, truncated FROM ${DEAD_LETTERS} ` +
        `${where && `WHERE ${where} `}ORDER BY ts, hash LIMIT ${PAGE}`,
    );
    const fresh = rows.filter(({ hash }) => !seen.has(hash as number));
    for (const { hash } of fresh) seen.add(hash as number);
    if (fresh.length > 0) yield fresh.map(toLetter);
    if (rows.length < PAGE) return;
    const { micros, hash } = rows.at(-1)!;
    after = `(ts > ${micros} OR (ts = ${micros} AND hash > ${hash}))`;
  }
}

function filtersOf({ reason, device }: Selection): string[] {
  const quoted = { reason, device_id: device };
  return Object.entries(quoted).filter(([, value]) => value !== undefined)
    .map(([column, value]) => `${column} = '${value}'`); // both are checked to be harmless
}

function toLetter({ micros, topic, payload, encoding, truncated }: Rows[number]): ReadLetter {
  if (truncated || topic === null || payload === null) return {};
  const bytes = payloadBytes(String(payload), encoding as PayloadText["encoding"]);
  const receivedAt = Number(micros) / 1000;
  return { message: { topic: String(topic), payload: bytes, retained: false, receivedAt } };
}
