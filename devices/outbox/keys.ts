/**
 * What the outbox file holds, and under which keys. All keys begin with the device.
 *
 * | key | value |
 * | --- | --- |
 * | `device, "epoch", start` | `EpochRecord` |
 * | `device, "reading", start, seq` | the payload as it travels |
 * | `device, "evicted", start, from` | `EvictedRecord` |
 * | `device, "account"` | the number of the last account |
 *
 * `start` counts the starts of the process (1, 2, 3 …): epochs are random numbers, and this is the
 * order in which they were drawn.
 */
import type { EvictionReason } from "../wire/account.ts";

/** What is kept of one epoch. */
export interface EpochRecord {
  readonly epoch: number;
  /** The highest seq that was written. */
  readonly produced: number;
  /** The highest seq that was published: what is above was never on its way. */
  readonly published: number;
}

/** A range of readings that were given up. */
export interface EvictedRecord {
  /** The last seq of the range. */
  readonly to: number;
  readonly reason: EvictionReason;
}

/** The key of an epoch's record. */
export function epochKey(device: string, start: number): Deno.KvKey {
  return [device, "epoch", start];
}

/** The key of a reading. */
export function readingKey(device: string, start: number, seq: number): Deno.KvKey {
  return [device, "reading", start, seq];
}

/** The key of a range of evicted readings. */
export function evictedKey(device: string, start: number, from: number): Deno.KvKey {
  return [device, "evicted", start, from];
}

/** The key of the number of the last account. */
export function accountKey(device: string): Deno.KvKey {
  return [device, "account"];
}

/** A new epoch: 1 to 2^52, from the operating system's random source, never from a seed. */
export function drawEpoch(): number {
  const [bits] = crypto.getRandomValues(new BigUint64Array(1));
  return Number(bits >> 12n) + 1;
}
