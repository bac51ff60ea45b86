/**
 * A device's readings between its sensors and the database: written to the disk before they are
 * published, deleted when they are said to be stored.
 */
import type { Range } from "../lib/ranges.ts";
import { Accounts } from "../settle/accounts.ts";
import { type Epoch, newEpoch, type Place } from "../settle/epoch.ts";
import { Overflow } from "../settle/overflow.ts";
import { Settlement, type SettlementOptions } from "../settle/settlement.ts";
import type { Account } from "../wire/account.ts";
import { encodeFigures, type Figures } from "../wire/payload.ts";
import { AtHand } from "./at_hand.ts";
import type { Batch } from "./batch.ts";
import { Changes, writeEviction } from "./changes.ts";
import { Intake, type Numbered } from "./intake.ts";
import { accountKey, drawEpoch } from "./keys.ts";
import { loadAccount, loadEpochs, readPayloads } from "./load.ts";
import type { Source, Writer } from "./writer.ts";

/** A reading that may be published: it is on the disk. */
export interface Waiting {
  readonly place: Place;
  readonly payload: string;
}

/** What an outbox needs. */
export interface OutboxOptions {
  readonly kv: Deno.Kv;
  readonly writer: Writer;
  /** The most readings that are kept, on the disk and again in memory while it can't be written. */
  readonly limit: number;
  /** How many payloads are also kept in memory until they are published: so many need no reading. */
  readonly atHand: number;
  readonly settle: SettlementOptions;
  /** A clock in ms that never goes back. Default `performance.now`. */
  readonly monotonic?: () => number;
  /** The wall clock, Unix time in ms. Default `Date.now`. */
  readonly now?: () => number;
}

/** The outbox of one device. */
export class Outbox implements Source {
  /** Called when there are new readings for `next`. */
  onWaiting = (): void => {};
  readonly #device: string;
  readonly #options: OutboxOptions;
  readonly #settlement: Settlement;
  readonly #overflow: Overflow;
  readonly #accounts: Accounts;
  readonly #changes: Changes;
  /** This start's epoch; it is in the file from its first reading on. */
  readonly #epoch: Epoch;
  readonly #intake: Intake;
  readonly #atHand: AtHand;
  /** In the batch that is on its way to the disk. */
  #writing: Numbered[] = [];
  /** Who asked for an account, and who of them gets the one whose number is being written. */
  #asked: ((account: Account) => void)[] = [];
  #answering: ((account: Account) => void)[] = [];
  #evicted = 0;
  #isChanged = true;

  private constructor(device: string, left: Epoch[], account: number, options: OutboxOptions) {
    this.#device = device;
    this.#options = options;
    this.#epoch = newEpoch((left.at(-1)?.start ?? 0) + 1, drawEpoch());
    this.#settlement = new Settlement([...left, this.#epoch], options.settle, this.#now());
    this.#overflow = new Overflow(options.limit);
    this.#accounts = new Accounts(account, this.#unixTime());
    this.#changes = new Changes(device);
    this.#intake = new Intake(device, this.#epoch, options.limit);
    this.#atHand = new AtHand(this.#epoch, options.atHand);
  }

  /** Opens the outbox of `device` with what earlier starts have left in it, and a new epoch. */
  static async open(device: string, options: OutboxOptions): Promise<Outbox> {
    const left = await loadEpochs(options.kv, device);
    return new Outbox(device, left, await loadAccount(options.kv, device), options);
  }

  /** How many readings are on the disk and not said to be stored. */
  get waiting(): number {
    return this.#settlement.epochs.waiting;
  }

  /** How many of them are published. */
  get outstanding(): number {
    return this.#settlement.outstanding;
  }

  /** Whether there is nothing that was never published, or has to be published again. */
  get isPublished(): boolean {
    return this.inMemory === 0 && !this.#settlement.hasToPublish;
  }

  /** How many readings are not on the disk yet. */
  get inMemory(): number {
    return this.#intake.length + this.#writing.length;
  }

  /** Whether something has changed since the last account. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** What this start has lost: given up, over the size limit, to a disk that was full. */
  get losses(): { evicted: number; oversize: number; dropped: number } {
    const { oversize, dropped } = this.#intake;
    return { evicted: this.#evicted, oversize, dropped };
  }

  /**
   * Takes a reading; it gets its seq when it is written. `timestamp` in Unix seconds.
   *
   * @throws {RangeError} if a figure is not a finite number.
   */
  append(timestamp: number, figures: Figures): void {
    this.#intake.push(timestamp, encodeFigures(figures));
    this.#options.writer.request(this);
  }

  /** A connection is up. */
  connected(): void {
    this.#settlement.connected(this.#now());
  }

  /** The readings to publish now, at most `limit`; they count as published from here on. */
  async next(limit: number): Promise<Waiting[]> {
    const { publish, evict } = this.#settlement.next(this.#now(), limit);
    for (const place of evict) this.#evict(place);
    if (publish.length === 0) return [];
    for (const { epoch } of publish) this.#changes.published(epoch);
    this.#options.writer.requestLater(this);
    const atHand = publish.map((place) => this.#atHand.take(place));
    const others = publish.filter((_, index) => atHand[index] === undefined);
    const read = await readPayloads(this.#options.kv, this.#device, others);
    let next = 0;
    return publish.flatMap((place, index) => {
      const payload = atHand[index] ?? read[next++];
      if (!place.epoch.waiting.has(place.seq)) return []; // it was settled in the meantime
      if (payload === undefined) throw lostReading(this.#device, place.seq);
      return [{ place, payload }];
    });
  }

  /** In how many ms `next` has something if nothing else happens; `undefined` if never. */
  nextIn(): number | undefined {
    const now = this.#now();
    const at = this.#settlement.nextAt(now);
    return at === undefined ? undefined : at - now;
  }

  /** What `next` gave has not arrived, for certain. */
  refused(place: Place): void {
    this.#settlement.refused(place);
  }

  /** Deletes readings that are said to be stored; returns how many of them waited. */
  stored(number: number, ranges: Iterable<Range>): number {
    const { epoch, removed } = this.#settlement.stored(number, ranges, this.#now());
    if (!epoch || removed.length === 0) return 0;
    this.#changes.stored(epoch, removed);
    this.#change();
    return removed.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  }

  /** The account of this moment, when its number is on the disk. */
  account(): Promise<Account> {
    return new Promise((resolve) => {
      this.#asked.push(resolve);
      this.#options.writer.request(this);
    });
  }

  /** An account is said to be stored. */
  accountStored(number: number): void {
    if (!this.#accounts.isOurs(number)) return;
    this.#settlement.answered(this.#now());
    for (const epoch of this.#accounts.answered(number)) {
      this.#settlement.epochs.forget(epoch);
      this.#changes.forget(epoch);
      this.#change();
    }
  }

  /** For the writer: see `Source`. */
  write(batch: Batch): boolean {
    while (batch.hasRoom && this.#intake.length > 0) {
      const reading = this.#intake.write(batch);
      if (reading) this.#writing.push(reading);
      this.#evictOver(batch);
    }
    this.#evictOver(batch);
    if (this.#writing.length > 0) {
      this.#changes.writeRecord(batch, this.#epoch, this.#intake.seq);
    }
    this.#changes.write(batch);
    if (batch.hasRoom) this.#writeAccount(batch);
    return this.#intake.length + this.#asked.length > 0 || !this.#changes.isEmpty || this.#isOver();
  }

  /** For the writer: see `Source`. */
  committed(): void {
    for (const reading of this.#writing) {
      this.#epoch.waiting.add(reading.seq);
      this.#epoch.produced = reading.seq;
      this.#isChanged = true;
    }
    this.#atHand.keep(this.#writing);
    if (this.#writing.length > 0) this.onWaiting();
    this.#writing = [];
    this.#answer();
  }

  #now(): number {
    const { monotonic = () => performance.now() } = this.#options;
    return Math.round(monotonic()); // small integers take the least memory
  }

  #unixTime(): number {
    const { now = Date.now } = this.#options;
    return now();
  }

  #change(): void {
    this.#isChanged = true;
    this.#options.writer.requestLater(this);
  }

  #writeAccount(batch: Batch): void {
    if (this.#asked.length === 0) return;
    batch.entry();
    batch.set(accountKey(this.#device), this.#accounts.draw(this.#unixTime()));
    this.#answering = this.#asked;
    this.#asked = [];
  }

  #answer(): void {
    if (this.#answering.length === 0) return;
    const account = this.#accounts.account(this.#settlement.epochs, this.#epoch);
    for (const answer of this.#answering) answer(account);
    this.#answering = [];
    this.#isChanged = false;
  }

  #isOver(): boolean {
    const { epochs } = this.#settlement;
    return this.#overflow.isOver(epochs.waiting + this.#writing.length, () => epochs.scattered());
  }

  #evictOver(batch: Batch): void {
    while (this.#isOver() && batch.hasRoom) {
      const place = this.#settlement.overflow();
      if (!place) return;
      this.#evicted++;
      this.#isChanged = true;
      writeEviction(batch, this.#device, place, "overflow");
    }
  }

  #evict(place: Place): void {
    this.#evicted++;
    this.#changes.evicted(place, "unanswered");
    this.#change();
  }
}

function lostReading(device: string, seq: number): Error {
  return new Error(
    `The outbox has lost reading ${seq} of ${device}: does another program write it?`,
  );
}
