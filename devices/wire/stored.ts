/** What the ingest says to a device: which readings the database has, which account it has. */
import type { Range } from "../lib/ranges.ts";
import { asList, asRange, asWhole, MessageError, readObject, wrong } from "./message.ts";

/** Readings of one epoch that are stored or dead-lettered: the device may delete them. */
export interface StoredReadings {
  readonly epoch: number;
  readonly seq: readonly Range[];
}

/** The account with this number is stored. */
export interface StoredAccount {
  readonly account: number;
}

/** A message on `stored/{device_id}`. */
export type StoredMessage = StoredReadings | StoredAccount;

/** The payload of a message on `stored/{device_id}`. */
export function encodeStored(message: StoredMessage): string {
  return JSON.stringify(message);
}

/**
 * Parses the payload of a message on `stored/{device_id}`.
 *
 * @throws {MessageError} if it is none, and nothing else, whatever it holds.
 */
export function parseStored(payload: Uint8Array | string): StoredMessage {
  const { epoch, seq, account } = readObject(payload);
  if (account === undefined) {
    return { epoch: asWhole(epoch, "epoch"), seq: asList(seq, "seq", readRange) };
  }
  if (epoch === undefined && seq === undefined) return { account: asWhole(account, "account") };
  throw new MessageError("Message must hold either epoch and seq or account");
}

function readRange(value: unknown, name: string): Range {
  if (Array.isArray(value) && value.length === 2) return asRange(value, name);
  throw wrong(name, value, "[from, to]");
}
