/** Which readings are kept as dead letters. */
import { type Range, Ranges } from "../../../devices/lib/ranges.ts";
import { DEAD_LETTERS, LEDGER_CLOSED } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import { timestamp } from "../postgres.ts";
import type { Millis } from "../range.ts";
import { Remembered, type Written } from "./written.ts";

/** Dead letters by device: those that say which reading they are, and how many do not. */
export interface DeviceLetters {
  readonly device: string;
  readonly epochs: ReadonlyMap<number, Iterable<Range>>;
  /** Distinct letters. */
  readonly others: number;
}

/** The letters that are kept, and what is known of those that the retention took. */
const TABLES = [DEAD_LETTERS, LEDGER_CLOSED.letters];

/** From when on a table has to be read; `nothing` if nothing was written, `all` if nobody can say. */
type Since = Millis | "nothing" | "all";

/**
 * Follows the dead letters of devices that are known by name. A flood may bring millions: the
 * database makes ranges of them, and of those that come later only they are read.
 */
export class Letters {
  readonly #epochs = new Map<string, Map<number, Ranges>>();
  /** Up to which transaction of each table the letters are known. */
  #known: Written | undefined;
  readonly #others: Remembered<ReadonlyMap<string, number>>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly db: Queries) {
    this.#others = new Remembered([DEAD_LETTERS], () => this.#readOthers());
  }

  /** The letters by device. Each question goes on where the one before has ended. */
  read(written: Written): Promise<ReadonlyMap<string, DeviceLetters>> {
    const answer = this.#last.then(() => this.#read(written));
    this.#last = answer.catch(() => {});
    return answer;
  }

  async #read(written: Written): Promise<ReadonlyMap<string, DeviceLetters>> {
    const since = await Promise.all(TABLES.map((table) => this.#since(table, written)));
    const anew = since.includes("all");
    const reads = TABLES.map((table, i) => this.#ranges(table, anew ? "all" : since[i]));
    const rows = (await Promise.all(reads)).flat();
    if (anew) this.#epochs.clear();
    for (const [device, epoch, from, to] of rows) {
      this.#add(String(device), Number(epoch), [Number(from), Number(to)]);
    }
    this.#known = written;
    return this.#byDevice(await this.#others.get(written));
  }

  /** The log knows thousands of transactions, which is most often enough. */
  async #since(table: string, written: Written): Promise<Since> {
    if (this.#known === undefined) return "all";
    const [known, last] = [this.#known, written].map((txns) => txns.get(table) ?? 0);
    if (known === last) return "nothing";
    if (known > last) return "all"; // a database from a backup
    const sql = `SELECT count(), count(minTimestamp), min(minTimestamp) ` +
      `FROM wal_transactions('${table}') WHERE sequencerTxn > $1 AND sequencerTxn <= $2`;
    const [row] = await this.db.rows("ledger_letters_log", sql, [known, last].map(String));
    const [listed, timed, since] = row.map(Number);
    return listed === last - known && timed === listed ? since : "all";
  }

  /** Device, epoch, first and last seq of letters that follow on each other. */
  #ranges(table: string, since: Since) {
    if (since === "nothing") return Promise.resolve([]);
    const from = since === "all" ? 0 : Math.floor(since);
    const sql = "SELECT device_id, epoch, min(seq), max(seq) FROM (" +
      "SELECT device_id, epoch, seq, seq - row_number() OVER (" +
      "PARTITION BY device_id, epoch ORDER BY seq) AS run FROM (" +
      `SELECT DISTINCT device_id, epoch, seq FROM ${table} WHERE ts >= $1 ` +
      "AND device_id IS NOT NULL AND epoch > 0 AND seq > 0)) GROUP BY device_id, epoch, run";
    return this.db.rows("ledger_letters", sql, [timestamp(from)]);
  }

  #add(device: string, epoch: number, [from, to]: Range): void {
    const epochs = this.#epochs.get(device) ?? new Map<number, Ranges>();
    const ranges = epochs.get(epoch) ?? new Ranges();
    this.#epochs.set(device, epochs.set(epoch, ranges));
    ranges.add(from, to);
  }

  /** How many letters of each device don't say which reading they are. */
  async #readOthers(): Promise<ReadonlyMap<string, number>> {
    const sql = `SELECT device_id, count_distinct(hash) FROM ${DEAD_LETTERS} ` +
      "WHERE device_id IS NOT NULL AND (epoch IS NULL OR seq IS NULL OR epoch <= 0 OR seq <= 0)";
    const rows = await this.db.rows("ledger_other_letters", sql);
    return new Map(rows.map(([device, count]) => [String(device), Number(count)]));
  }

  #byDevice(others: ReadonlyMap<string, number>): ReadonlyMap<string, DeviceLetters> {
    const devices = new Set([...this.#epochs.keys(), ...others.keys()]);
    return new Map(
      Array.from(devices, (device) => [device, {
        device,
        epochs: this.#epochs.get(device) ?? new Map(),
        others: others.get(device) ?? 0,
      }]),
    );
  }
}
