/** A table of dead letters that is read once, and then only what was written to it since. */
import { Ranges } from "../../../devices/lib/ranges.ts";
import type { Queries } from "../database.ts";
import { type Cell, timestamp } from "../postgres.ts";
import type { Millis } from "../range.ts";
import { isOfDroppedTable, type Written } from "./written.ts";

/** The seqs of letters, by device and epoch. */
export type LetterSeqs = ReadonlyMap<string, ReadonlyMap<number, Ranges>>;

/** A transaction: its number, when it was made, the least time in it (null if it removed rows). */
type Transaction = readonly [txn: number, at: Millis, since: Millis | null];

/** Nothing is known yet. */
const UNKNOWN: { readonly txn: number; readonly at: Millis } = { txn: 0, at: 0 };
/** Rows that are read at once, by hours: for the database a second's work. */
const PART = 500_000;
const HOUR = 3_600_000; // ms

/** Follows the table by its log, which knows thousands of transactions: that is most often enough. */
export class FollowedLetters {
  #seqs = new Map<string, Map<number, Ranges>>();
  /** Up to here they are known. After a restore, another transaction may have its number. */
  #known = UNKNOWN;

  constructor(private readonly db: Queries, private readonly table: string) {}

  /** The letters as of `written` or later. To be asked for one after the other. */
  async read(written: Written): Promise<LetterSeqs> {
    const last = written.get(this.table) ?? 0;
    if (last === this.#known.txn) return this.#seqs;
    const log = last === 0 ? [] : await this.#log(this.#known.txn || last, last);
    const since = this.#since(log, last);
    if (since === 0) [this.#seqs, this.#known] = [new Map(), UNKNOWN];
    for (const part of await this.#parts(since)) await this.#take(part);
    this.#known = { txn: last, at: log.at(-1)?.[1] ?? 0 };
    return this.#seqs;
  }

  /** Where what was written since begins; 0 if all has to be read. */
  #since([first, ...later]: readonly Transaction[], last: number): Millis {
    const { txn, at } = this.#known;
    const isWhole = txn > 0 && later.length === last - txn && first[1] === at;
    const times = later.flatMap(([, , since]) => since ?? []);
    return isWhole && times.length === later.length ? Math.floor(Math.min(...times)) : 0;
  }

  async #log(from: number, to: number): Promise<Transaction[]> {
    const sql = "SELECT sequencerTxn, timestamp, minTimestamp " +
      `FROM wal_transactions('${this.table}') WHERE sequencerTxn >= $1 AND sequencerTxn <= $2 ` +
      "ORDER BY sequencerTxn";
    const rows = await this.db.rows("ledger_letters_log", sql, [from, to].map(String))
      .catch(ofDroppedTable);
    return rows.map(([txn, at, since]) => [Number(txn), Number(at), since as Millis | null]);
  }

  /** The hours that have letters, as few spans of time as their numbers allow. */
  async #parts(since: Millis): Promise<(readonly [from: Millis, to: Millis])[]> {
    const sql = `SELECT timestamp_floor('1h', ts) AS hour, count() FROM ${this.table} ` +
      "WHERE ts >= $1 GROUP BY hour ORDER BY hour";
    const parts: { from: Millis; to: Millis; rows: number }[] = [];
    for (const row of await this.db.rows("ledger_letters_hours", sql, [timestamp(since)])) {
      const [hour, rows] = row.map(Number);
      const last = parts.at(-1);
      if (last === undefined || last.rows + rows > PART) {
        parts.push({ from: Math.max(hour, since), to: hour + HOUR, rows });
      } else Object.assign(last, { to: hour + HOUR, rows: last.rows + rows });
    }
    return parts.map(({ from, to }) => [from, to]);
  }

  /** Takes in the letters of a part, as ranges of seq. */
  async #take(part: readonly [from: Millis, to: Millis]): Promise<void> {
    const sql = "SELECT device_id, epoch, min(seq) AS first, max(seq) FROM (" +
      "SELECT device_id, epoch, seq, seq - row_number() OVER (" +
      "PARTITION BY device_id, epoch ORDER BY seq) AS run FROM (" +
      `SELECT DISTINCT device_id, epoch, seq FROM ${this.table} WHERE ts >= $1 AND ts < $2 ` +
      "AND device_id IS NOT NULL AND epoch > 0 AND seq > 0)) GROUP BY device_id, epoch, run " +
      "ORDER BY device_id, epoch, first";
    const rows = await this.db.rows("ledger_letters", sql, part.map(timestamp));
    for (const [device, epoch, from, to] of rows) {
      const epochs = this.#seqs.get(String(device)) ?? new Map<number, Ranges>();
      const seqs = epochs.get(Number(epoch)) ?? new Ranges();
      this.#seqs.set(String(device), epochs.set(Number(epoch), seqs));
      seqs.add(Number(from), Number(to));
    }
  }
}

/** The log of a table that is gone says nothing: all has to be read. */
function ofDroppedTable(error: Error): Cell[][] {
  if (isOfDroppedTable(error)) return [];
  throw error;
}
