/**
 * A device's readings between its sensors and the database: written to the disk before they are
 * published, deleted when they have arrived.
 */
import { encodeFigures, type Figures } from "../wire/payload.ts";
import { Backlog, type Epoch, type Place } from "./backlog.ts";
import type { Batch } from "./batch.ts";
import { Intake, type Numbered } from "./intake.ts";
import { drawEpoch, epochKey, evictedKey, readingKey } from "./keys.ts";
import { loadEpochs, readPayloads } from "./load.ts";
import { type Range, Ranges } from "../lib/ranges.ts";
import type { Source, Writer } from "./writer.ts";

/** A reading that may be published: it is on the disk. */
export interface Waiting {
  readonly epoch: number;
  readonly seq: number;
  readonly payload: string;
}

/** What an outbox needs. */
export interface OutboxOptions {
  readonly kv: Deno.Kv;
  readonly writer: Writer;
  /** The most readings that are kept, on the disk and again in memory while it can't be written. */
  readonly limit: number;
}

/** How many of the newest payloads are kept at hand, so that publishing need not read the file. */
const AT_HAND = 64;

/** The outbox of one device. */
export class Outbox implements Source {
  /** Called when there are new readings for `next`. */
  onWaiting = (): void => {};
  readonly #device: string;
  readonly #options: OutboxOptions;
  readonly #backlog: Backlog;
  /** This start's epoch; it is in the file from its first reading on. */
  readonly #epoch: Epoch;
  readonly #intake: Intake;
  /** In the batch that is on its way to the disk. */
  #writing: Numbered[] = [];
  readonly #deletions: Deno.KvKey[] = [];
  /** Payloads of this epoch, by seq. */
  readonly #atHand = new Map<number, string>();
  #evicted = 0;

  private constructor(device: string, left: Epoch[], options: OutboxOptions) {
    const start = (left.at(-1)?.start ?? 0) + 1;
    this.#device = device;
    this.#options = options;
    this.#epoch = { start, epoch: drawEpoch(), waiting: new Ranges(), evicted: new Ranges() };
    this.#backlog = new Backlog([...left, this.#epoch]);
    this.#intake = new Intake(device, this.#epoch, options.limit);
    for (const epoch of left) this.#forgetIfEmpty(epoch);
  }

  /** Opens the outbox of `device` with what earlier starts have left in it, and a new epoch. */
  static async open(device: string, options: OutboxOptions): Promise<Outbox> {
    return new Outbox(device, await loadEpochs(options.kv, device), options);
  }

  /** How many readings are on the disk and have not arrived. */
  get waiting(): number {
    return this.#backlog.count;
  }

  /** How many readings are not on the disk yet. */
  get inMemory(): number {
    return this.#intake.length + this.#writing.length;
  }

  /** What this start has lost: to an overflow, to the size limit, to a disk that was full. */
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

  /**
   * The next readings to publish, oldest first, at most `limit`; each once until `rewind`. They
   * count as published from here on: an overflow costs the ones behind them.
   */
  async next(limit: number): Promise<Waiting[]> {
    const places = this.#backlog.take(limit);
    const payloads = this.#takeAtHand(places) ??
      await readPayloads(this.#options.kv, this.#device, places);
    return places.flatMap(({ epoch, seq }, index) => {
      if (!epoch.waiting.has(seq)) return []; // it arrived in the meantime
      const payload = payloads[index];
      if (payload === undefined) throw lostReading(this.#device, seq);
      return [{ epoch: epoch.epoch, seq, payload }];
    });
  }

  /** Lets `next` begin again with the oldest that has not arrived. */
  rewind(): void {
    this.#backlog.rewind();
  }

  /** Deletes readings that have arrived; those that are not in the outbox are passed over. */
  settle(epoch: number, ranges: Iterable<Range>): void {
    const places = this.#backlog.settle(epoch, ranges);
    if (places.length === 0) return;
    for (const { epoch, seq } of places) {
      this.#deletions.push(readingKey(this.#device, epoch.start, seq));
    }
    this.#forgetIfEmpty(places[0].epoch);
    this.#options.writer.requestLater(this);
  }

  /** For the writer: see `Source`. */
  write(batch: Batch): boolean {
    while (batch.hasRoom && this.#intake.length > 0) {
      const reading = this.#intake.write(batch);
      if (reading) this.#writing.push(reading);
      this.#evictOver(batch);
    }
    this.#evictOver(batch);
    while (batch.hasRoom && this.#deletions.length > 0) {
      batch.entry();
      batch.delete(this.#deletions.shift()!);
    }
    if (this.#writing.length > 0) this.#intake.writeRecord(batch);
    return this.#intake.length + this.#deletions.length > 0 || this.#isOver;
  }

  /** For the writer: see `Source`. */
  committed(): void {
    for (const { seq, payload } of this.#writing) {
      this.#epoch.waiting.add(seq);
      this.#atHand.set(seq, payload);
      if (this.#atHand.size > AT_HAND) this.#atHand.delete(this.#atHand.keys().next().value!);
    }
    if (this.#writing.length > 0) this.onWaiting();
    this.#writing = [];
  }

  /** The payloads at `places`, if all of them are at hand; they are not kept any longer. */
  #takeAtHand(places: Place[]): string[] | undefined {
    const own = places.every(({ epoch, seq }) => epoch === this.#epoch && this.#atHand.has(seq));
    const payloads = own ? places.map(({ seq }) => this.#atHand.get(seq)!) : undefined;
    for (const { epoch, seq } of places) if (epoch === this.#epoch) this.#atHand.delete(seq);
    return payloads;
  }

  get #isOver(): boolean {
    return this.#backlog.count + this.#writing.length > this.#options.limit;
  }

  #evictOver(batch: Batch): void {
    while (this.#isOver && batch.hasRoom) {
      const place = this.#backlog.evict();
      if (!place) return;
      this.#evicted++;
      const { start, evicted } = place.epoch;
      const [from, to] = evicted.add(place.seq);
      batch.entry();
      batch.set(evictedKey(this.#device, start, from), to);
      batch.delete(readingKey(this.#device, start, place.seq));
    }
  }

  /** An earlier epoch that has arrived whole leaves no trace; its last record goes last. */
  #forgetIfEmpty(epoch: Epoch): void {
    const isEmpty = epoch.waiting.count + epoch.evicted.count === 0;
    if (!isEmpty || epoch === this.#epoch) return;
    this.#backlog.forget(epoch);
    this.#deletions.push(epochKey(this.#device, epoch.start));
    this.#options.writer.requestLater(this);
  }
}

function lostReading(device: string, seq: number): Error {
  return new Error(
    `The outbox has lost reading ${seq} of ${device}: does another program write it?`,
  );
}
