/** Which readings are kept as dead letters. */
import type { Range } from "../../../devices/lib/ranges.ts";
import { DEAD_LETTERS, LEDGER_CLOSED } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import { FollowedLetters, type LetterSeqs } from "./followed_letters.ts";
import { Remembered, writtenTo } from "./written.ts";

/** Dead letters by device: those that say which reading they are, and how many do not. */
export interface DeviceLetters {
  readonly device: string;
  /** By epoch; ranges may overlap. */
  readonly epochs: ReadonlyMap<number, readonly Range[]>;
  /** Distinct letters, among the newest million that belong to no reading. */
  readonly others: number;
}

/** Letters without a reading that are looked at: of more, a flood, nobody needs the number. */
const MOST_OTHERS = 1_000_000;

/** The dead letters of devices that are known by name; what is known is not read again. */
export class Letters {
  readonly #kept: FollowedLetters;
  /** Those that the retention took, or is about to take. */
  readonly #closed: FollowedLetters;
  readonly #others: Remembered<ReadonlyMap<string, number>>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly db: Queries) {
    this.#kept = new FollowedLetters(db, DEAD_LETTERS);
    this.#closed = new FollowedLetters(db, LEDGER_CLOSED.letters);
    this.#others = new Remembered([DEAD_LETTERS], () => this.#readOthers());
  }

  /** The letters by device, or of one. Each question goes on where the one before has ended. */
  read(device?: string): Promise<ReadonlyMap<string, DeviceLetters>> {
    const answer = this.#last.then(() => this.#read(device));
    this.#last = answer.catch(() => {});
    return answer;
  }

  async #read(device: string | undefined): Promise<ReadonlyMap<string, DeviceLetters>> {
    const written = await writtenTo(this.db);
    const [kept, closed, others] = await Promise.all([
      this.#kept.read(written),
      this.#closed.read(written),
      this.#others.get(written),
    ]);
    const devices = device === undefined
      ? new Set([...kept.keys(), ...closed.keys(), ...others.keys()])
      : [device];
    return new Map(
      Array.from(devices, (device) => [device, {
        device,
        epochs: epochsOf(device, kept, closed),
        others: others.get(device) ?? 0,
      }]),
    );
  }

  /** How many letters of each device don't say which reading they are. */
  async #readOthers(): Promise<ReadonlyMap<string, number>> {
    const sql = "SELECT device_id, count_distinct(hash) FROM (" +
      `SELECT device_id, hash FROM ${DEAD_LETTERS} WHERE device_id IS NOT NULL ` +
      "AND (epoch IS NULL OR seq IS NULL OR epoch <= 0 OR seq <= 0) " +
      `ORDER BY ts DESC LIMIT ${MOST_OTHERS})`;
    const rows = await this.db.rows("ledger_other_letters", sql);
    return new Map(rows.map(([device, count]) => [String(device), Number(count)]));
  }
}

/** The seqs of a device by epoch, from each of several tables. */
function epochsOf(device: string, ...tables: readonly LetterSeqs[]): Map<number, Range[]> {
  const epochs = new Map<number, Range[]>();
  for (const table of tables) {
    for (const [epoch, seqs] of table.get(device) ?? []) {
      epochs.set(epoch, [...epochs.get(epoch) ?? [], ...seqs]);
    }
  }
  return epochs;
}
