/** The account of a device: what it has produced, what of it waits, what it had to evict. */
import type { Range } from "../lib/ranges.ts";
import { asList, asObject, asRange, asWhole, MessageError, readObject, wrong } from "./message.ts";

/** Why a device gave a reading up: its outbox was full, or nobody ever said that it is stored. */
export const EVICTION_REASONS = ["overflow", "unanswered"] as const;

/** One of `EVICTION_REASONS`. */
export type EvictionReason = typeof EVICTION_REASONS[number];

/** Readings that a device gave up for one reason. */
export type Eviction = readonly [...Range, reason: EvictionReason];

/** One epoch in an account. */
export interface EpochAccount {
  readonly epoch: number;
  /** The highest seq that was written to the outbox; 0 if none was. */
  readonly produced: number;
  /** The lowest seq that is still in the outbox; `produced` + 1 if none is. */
  readonly oldest: number;
  /** Ascending, none twice, none above `produced`. */
  readonly evicted: readonly Eviction[];
}

/** The retained message on `account/{device_id}`. */
export interface Account {
  /** Counts the accounts of an outbox: of two, the one with the larger number holds. */
  readonly account: number;
  /** In the order in which they were drawn. */
  readonly epochs: readonly EpochAccount[];
}

/** The payload of an account. */
export function encodeAccount(account: Account): string {
  return JSON.stringify(account);
}

/**
 * Parses the payload of an account.
 *
 * @throws {MessageError} if it is none, and nothing else, whatever it holds.
 */
export function parseAccount(payload: Uint8Array | string): Account {
  const message = readObject(payload);
  const account = asWhole(message.account, "account");
  const epochs = asList(message.epochs, "epochs", readEpoch);
  const distinct = new Set(epochs.map(({ epoch }) => epoch));
  if (distinct.size < epochs.length) throw new MessageError("epochs must name each epoch once");
  return { account, epochs };
}

function readEpoch(value: unknown, name: string): EpochAccount {
  const { epoch, produced: highest, oldest, evicted } = asObject(value, name);
  const produced = asWhole(highest, `${name}.produced`, { max: Number.MAX_SAFE_INTEGER - 1 });
  return {
    epoch: asWhole(epoch, `${name}.epoch`, { min: 1 }),
    produced,
    oldest: asWhole(oldest, `${name}.oldest`, { min: 1, max: produced + 1 }),
    evicted: readEvictions(evicted, `${name}.evicted`, produced),
  };
}

function readEvictions(value: unknown, name: string, produced: number): Eviction[] {
  let last = 0;
  return asList(value, name, (element, name) => {
    const eviction = readEviction(element, name, produced);
    if (eviction[0] <= last) throw wrong(`${name}[0]`, eviction[0], `above ${last}`);
    last = eviction[1];
    return eviction;
  });
}

function readEviction(value: unknown, name: string, produced: number): Eviction {
  if (!Array.isArray(value) || value.length !== 3) throw wrong(name, value, "[from, to, reason]");
  const reason = EVICTION_REASONS.find((reason) => reason === value[2]);
  if (reason === undefined) throw wrong(`${name}[2]`, value[2], EVICTION_REASONS.join(" or "));
  return [...asRange(value, name, produced), reason];
}
