/** Letters one by one, the newest first. */
import { DEAD_LETTERS } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import type { Where } from "../ledger/rolled.ts";
import { timestamp } from "../postgres.ts";
import type { Millis } from "../range.ts";
import { placeText } from "./place.ts";
import { rowsOf } from "./rows.ts";
import { textsOf } from "./texts.ts";
import type { Letter, LetterParts, Letters, LettersQuery, Place } from "./types.ts";

/** Letters whose texts are read at once: at 16 KiB each, a few megabytes. */
const PART = 200;

/** Letters of a file; it is read and sent in parts. */
export const MOST_IN_FILE = 100_000;

/** When a letter came, without its text. */
interface Received extends Place {
  readonly first: Millis;
  readonly times: number;
}

/** A page of letters; `limit` is at most `PART`. */
export async function lettersPage(db: Queries, query: LettersQuery): Promise<Letters> {
  const { from, to } = query.range;
  const rows = await rowsOf(db, query);
  const totals = `SELECT count_distinct(hash), max(ts) FROM ${DEAD_LETTERS} WHERE ${rows.sql}`;
  const [[[total, last]], { listed, next }] = await Promise.all([
    db.rows("letters_total", totals, rows.parameters),
    received(db, rows, query),
  ]);
  const letters = await withTexts(db, rows, listed);
  const { cut } = rows;
  return { from, to, cut, total: Number(total), last: last as Millis | null, letters, next };
}

/** Letters, any number of them, in parts. */
export async function letterParts(db: Queries, query: LettersQuery): Promise<LetterParts> {
  const rows = await rowsOf(db, query);
  const { listed, next } = await received(db, rows, query);
  async function* parts() {
    for (let i = 0; i < listed.length; i += PART) {
      yield await withTexts(db, rows, listed.slice(i, i + PART));
    }
  }
  return { cut: rows.cut, next, parts: parts() };
}

/** When letters came; each stands where it was received last. */
async function received(db: Queries, rows: Where, { before, limit }: LettersQuery) {
  const after = before === undefined ? [] : [timestamp(before.last), String(before.hash)];
  const [last, hash] = [1, 2].map((nth) => `$${rows.parameters.length + nth}`);
  const only = before === undefined ? "" : `WHERE newest < ${last}::timestamp ` +
    `OR (newest = ${last}::timestamp AND hash < ${hash}::long) `;
  const sql = "SELECT hash, oldest, newest, times FROM (" +
    "SELECT hash, min(ts) AS oldest, max(ts) AS newest, count() AS times " +
    `FROM ${DEAD_LETTERS} WHERE ${rows.sql} GROUP BY hash) ` +
    `${only}ORDER BY newest DESC, hash DESC LIMIT ${limit + 1}`;
  const found = (await db.rows("letters_received", sql, [...rows.parameters, ...after]))
    .map((row): Received => {
      const [hash, first, last, times] = row.map(Number);
      return { hash, first, last, times };
    });
  const listed = found.slice(0, limit);
  return { listed, next: found.length > limit ? placeText(listed[limit - 1]) : null };
}

/** The letters with their texts; one that the retention has taken meanwhile is left out. */
async function withTexts(
  db: Queries,
  rows: Where,
  listed: readonly Received[],
): Promise<Letter[]> {
  if (listed.length === 0) return [];
  const texts = await textsOf(db, rows, listed);
  return listed.flatMap(({ hash, first, last, times }) => {
    const text = texts.get(hash);
    return text === undefined ? [] : [{ ...text, first, last, times }];
  });
}
