/**
 * The sum that must come out: what the devices produced is stored, kept as a dead letter, waits in
 * an outbox, or was evicted from one; nothing is missing and nothing is there twice.
 */
import { join } from "node:path";
import { type Range, Ranges } from "../../devices/lib/ranges.ts";
import type { EpochRecord, EvictedRecord } from "../../devices/outbox/keys.ts";
import type { Eviction } from "../../devices/wire/account.ts";
import { DEAD_LETTERS, DEVICE_ACCOUNT, DEVICE_DATA } from "../../ingest/tables.ts";
import type { Database } from "./sql.ts";

/** What is known of one start of one device. */
export interface Entry {
  /** The outbox file that it is or was in. */
  readonly file: string;
  /** The highest seq that it wrote to its outbox. */
  produced: number;
  waiting: Ranges;
  evicted: Ranges;
}

/** How a sum came out. Readings are named `device epoch seq`. */
export interface Balance {
  readonly produced: number;
  readonly stored: number;
  readonly deadLettered: number;
  readonly waiting: number;
  readonly evicted: number;
  /** Ranges of readings that are nowhere: `vehicle_01 4711 3-5`. */
  readonly missing: readonly string[];
  /** Rows beyond the first of a reading. */
  readonly double: number;
  /** Rows of readings that no device has produced. */
  readonly unknown: number;
}

/** Devices' own account of what they produced, read from their outbox files. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();

  /**
   * Reads an outbox file whose process has ended. It reads a copy: opening a file that was left by
   * a crash mends it, and that is for the program to do.
   */
  async read(folder: string, name: string): Promise<void> {
    const copy = await Deno.makeTempDir();
    for (const { name: file } of Deno.readDirSync(folder)) {
      if (file.startsWith(`${name}.kv`)) await Deno.copyFile(join(folder, file), join(copy, file));
    }
    {
      using kv = await Deno.openKv(join(copy, `${name}.kv`));
      await this.#take(kv, name);
    }
    await Deno.remove(copy, { recursive: true });
  }

  /** Notes what a device without an outbox file says of itself; `device epoch` as its name. */
  note(name: string, entry: Entry): void {
    this.#entries.set(name, entry);
  }

  /**
   * Notes evictions of which the database was told: a device forgets them when it has been answered
   * that its account is stored.
   */
  async readAccounts(database: Database): Promise<void> {
    const rows = await database.query(
      `select distinct device_id, epoch, evictions from ${DEVICE_ACCOUNT} where evicted > 0`,
    );
    for (const { device_id, epoch, evictions } of rows) {
      const entry = this.#entries.get(`${device_id} ${epoch}`);
      const ranges: readonly Eviction[] = JSON.parse(String(evictions));
      for (const [from, to] of ranges) entry?.evicted.add(from, to);
    }
  }

  /** What an epoch holds; `device epoch` as its name. */
  entries(): ReadonlyMap<string, Readonly<Entry>> {
    return this.#entries;
  }

  /** Draws up the sum. */
  async balance(database: Database): Promise<Balance> {
    const { stored, rows } = await storedReadings(database);
    const letters = await deadLetters(database);
    const sum = { produced: 0, stored: 0, deadLettered: 0, waiting: 0, evicted: 0 };
    const missing: string[] = [];
    for (const [name, entry] of this.#entries) {
      const nowhere = new Ranges();
      if (entry.produced > 0) nowhere.add(1, entry.produced);
      const take = (ranges: Iterable<Range> = []) =>
        [...ranges].reduce((count, [from, to]) => count + size(nowhere.remove(from, to)), 0);
      sum.produced += entry.produced;
      sum.stored += take(stored.get(name));
      sum.deadLettered += take(letters.get(name));
      sum.waiting += take(entry.waiting);
      sum.evicted += take(entry.evicted);
      for (const [from, to] of nowhere) missing.push(`${name} ${from}-${to}`);
    }
    const distinct = [...stored.values()].reduce((sum, { count }) => sum + count, 0);
    return { ...sum, missing, double: rows - distinct, unknown: distinct - sum.stored };
  }

  async #take(kv: Deno.Kv, file: string): Promise<void> {
    const names = new Map<string, string>(); // by device and start
    const left = new Map<string, Entry>();
    for await (const { key: [device, kind, start, seq], value } of kv.list({ prefix: [] })) {
      if (kind === "account") continue;
      const place = `${String(device)} ${String(start)}`;
      const entry = left.get(place) ?? newEntry(file);
      left.set(place, entry);
      if (kind === "reading") entry.waiting.add(seq as number);
      if (kind === "evicted") {
        entry.evicted.add(seq as number, (value as EvictedRecord).to);
      }
      if (kind !== "epoch") continue;
      const { epoch, produced } = value as EpochRecord;
      names.set(place, `${String(device)} ${epoch}`);
      entry.produced = produced;
    }
    // Of an earlier start that is no longer in the file nothing waits.
    for (const entry of this.#entries.values()) {
      if (entry.file === file) entry.waiting = new Ranges();
    }
    for (const [place, entry] of left) this.#entries.set(names.get(place) ?? place, entry);
  }
}

function newEntry(file: string): Entry {
  return { file, produced: 0, waiting: new Ranges(), evicted: new Ranges() };
}

/** Which readings the database has, by `device epoch`, and in how many rows. */
async function storedReadings(database: Database) {
  const stored = new Map<string, Ranges>();
  let rows = 0;
  // One device at a time: an answer with all of them could be too large.
  for (
    const { device_id } of await database.query(`select distinct device_id from ${DEVICE_DATA}`)
  ) {
    const answer = await database.query(
      `select epoch, seq, count() n from ${DEVICE_DATA} where device_id = '${device_id}'
        order by epoch, seq`,
    );
    for (const { epoch, seq, n } of answer) {
      rangesOf(stored, `${device_id} ${epoch}`).add(Number(seq));
      rows += Number(n);
    }
  }
  return { stored, rows };
}

/** Which readings are kept as dead letters, by `device epoch`. */
async function deadLetters(database: Database): Promise<Map<string, Ranges>> {
  const letters = new Map<string, Ranges>();
  const answer = await database.query(
    `select device_id, epoch, seq from ${DEAD_LETTERS} where epoch >= 0 and seq >= 0`,
  );
  for (const { device_id, epoch, seq } of answer) {
    rangesOf(letters, `${device_id} ${epoch}`).add(Number(seq));
  }
  return letters;
}

function rangesOf(all: Map<string, Ranges>, name: string): Ranges {
  const ranges = all.get(name) ?? new Ranges();
  all.set(name, ranges);
  return ranges;
}

function size(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}
