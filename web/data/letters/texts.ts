/** What is kept of refused messages. */
import { DEAD_LETTERS } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import type { Where } from "../ledger/rolled.ts";
import { type Cell, timestamp } from "../postgres.ts";
import type { Millis } from "../range.ts";
import { and } from "./rows.ts";
import type { LetterText, Place } from "./types.ts";

const COLUMNS = "hash, reason, sentence, source, device_id, epoch, seq, topic, payload, " +
  "encoding, length, truncated";

/** The texts of some letters by hash, each as it was kept the last time among these rows. */
export async function textsOf(
  db: Queries,
  rows: Where,
  places: readonly Place[],
): Promise<Map<number, LetterText>> {
  const times = places.map(({ last }) => last);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  // Between the first and the last of them: the texts of a letter's other rows are never read.
  const { sql, parameters } = and(
    rows,
    (bind) =>
      `ts >= ${bind(timestamp(from))}::timestamp AND ts <= ${bind(timestamp(to))}::timestamp ` +
      `AND hash IN (${places.map(({ hash }) => `${bind(String(hash))}::long`).join(", ")})`,
  );
  const query = `SELECT ${COLUMNS} FROM ${DEAD_LETTERS} WHERE ${sql} ` +
    "LATEST ON ts PARTITION BY hash";
  const found = (await db.rows("letters_texts", query, parameters)).map(toText);
  return new Map(found.map((text) => [text.hash, text]));
}

/** A letter of a reason that was kept at a moment; undefined if none is there any more. */
export async function textAt(
  db: Queries,
  reason: string,
  at: Millis,
): Promise<LetterText | undefined> {
  const query = `SELECT ${COLUMNS} FROM ${DEAD_LETTERS} ` +
    "WHERE reason = $1 AND ts = $2::timestamp LIMIT 1";
  const [row] = await db.rows("letters_example", query, [reason, timestamp(at)]);
  return row === undefined ? undefined : toText(row);
}

function toText(row: Cell[]): LetterText {
  const [hash, reason, sentence, source, device, epoch, seq, topic, payload, ...rest] = row;
  const [encoding, length, truncated] = rest;
  return {
    hash: Number(hash),
    reason: String(reason),
    sentence: String(sentence),
    source: String(source),
    device_id: device as string | null,
    epoch: epoch as number | null,
    seq: seq as number | null,
    topic: topic as string | null,
    payload: payload as string | null,
    encoding: encoding as LetterText["encoding"],
    length: Number(length),
    truncated: truncated === true,
  };
}
