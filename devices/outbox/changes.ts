/** What is to be written to an outbox file besides new readings. */
import type { Range } from "../lib/ranges.ts";
import type { Epoch, Place } from "../settle/epoch.ts";
import { EVICTION_REASONS, type EvictionReason } from "../wire/account.ts";
import type { Batch } from "./batch.ts";
import { epochKey, type EpochRecord, evictedKey, type EvictedRecord, readingKey } from "./keys.ts";

/** The changes of one device, kept until a commit has room for them. */
export class Changes {
  readonly #device: string;
  /** Stored readings of a start. */
  readonly #deletions: { start: number; from: number; to: number }[] = [];
  readonly #evictions: { place: Place; reason: EvictionReason }[] = [];
  /** Epochs of which more is published than the disk says. */
  readonly #published = new Set<Epoch>();
  readonly #forgotten: Deno.KvKey[] = [];

  constructor(device: string) {
    this.#device = device;
  }

  /** Whether nothing is left to write. */
  get isEmpty(): boolean {
    const { length } = this.#deletions;
    return length + this.#evictions.length + this.#published.size + this.#forgotten.length === 0;
  }

  /** Readings are stored. */
  stored({ start }: Epoch, removed: readonly Range[]): void {
    for (const [from, to] of removed) this.#deletions.push({ start, from, to });
  }

  /** A reading was given up. */
  evicted(place: Place, reason: EvictionReason): void {
    this.#evictions.push({ place, reason });
  }

  /** A reading of an epoch was published, the highest so far. */
  published(epoch: Epoch): void {
    this.#published.add(epoch);
  }

  /** Nothing is left of an epoch. */
  forget(epoch: Epoch): void {
    this.#published.delete(epoch);
    this.#forgotten.push(epochKey(this.#device, epoch.start));
    for (const reason of EVICTION_REASONS) {
      for (const [from] of epoch.evicted[reason]) {
        this.#forgotten.push(evictedKey(this.#device, epoch.start, from));
      }
    }
  }

  /** Fills a batch while it has room. */
  write(batch: Batch): void {
    while (batch.hasRoom && this.#evictions.length > 0) {
      const { place, reason } = this.#evictions.shift()!;
      writeEviction(batch, this.#device, place, reason);
    }
    while (batch.hasRoom && this.#deletions.length > 0) this.#writeDeletion(batch);
    for (const epoch of this.#published) {
      if (!batch.hasRoom) return;
      batch.entry();
      this.writeRecord(batch, epoch, epoch.produced);
    }
    while (batch.hasRoom && this.#forgotten.length > 0) {
      batch.entry();
      batch.delete(this.#forgotten.shift()!);
    }
  }

  /** Adds an epoch's record. */
  writeRecord(batch: Batch, epoch: Epoch, produced: number): void {
    const record: EpochRecord = { epoch: epoch.epoch, produced, published: epoch.published };
    batch.set(epochKey(this.#device, epoch.start), record);
    this.#published.delete(epoch);
  }

  #writeDeletion(batch: Batch): void {
    const [range] = this.#deletions;
    batch.entry();
    batch.delete(readingKey(this.#device, range.start, range.from));
    if (++range.from > range.to) this.#deletions.shift();
  }
}

/** Adds an eviction, its reading's deletion with it. */
export function writeEviction(
  batch: Batch,
  device: string,
  { epoch: { start, evicted }, seq }: Place,
  reason: EvictionReason,
): void {
  const [from, to] = evicted[reason].add(seq); // is in it already: which range is it in?
  const record: EvictedRecord = { to, reason };
  batch.entry();
  batch.set(evictedKey(device, start, from), record);
  batch.delete(readingKey(device, start, seq));
  if (to === seq) return;
  batch.entry(); // the range behind it has become a part of this one
  batch.delete(evictedKey(device, start, seq + 1));
}
