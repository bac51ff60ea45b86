/** Readings on their way to the disk: bounded in memory, numbered when they are written. */
import { identify } from "../wire/payload.ts";
import type { Batch } from "./batch.ts";
import { readingKey } from "./keys.ts";

/** The largest payload, in bytes of UTF-8. */
export const MAX_PAYLOAD = 16 * 1024;

/** A reading that has its number. */
export interface Numbered {
  readonly seq: number;
  readonly payload: string;
}

/** Takes the readings of one device and gives them their seq. */
export class Intake {
  /** How many were larger than `MAX_PAYLOAD`: never numbered, never written. */
  oversize = 0;
  /** How many were given up because the disk could not be written and the memory was full. */
  dropped = 0;
  readonly #device: string;
  readonly #epoch: { readonly start: number; readonly epoch: number };
  readonly #limit: number;
  readonly #pending: { timestamp: number; figures: string }[] = [];
  #seq = 0;

  constructor(device: string, epoch: { start: number; epoch: number }, limit: number) {
    this.#device = device;
    this.#epoch = epoch;
    this.#limit = limit;
  }

  /** How many readings have no number yet. */
  get length(): number {
    return this.#pending.length;
  }

  /** The highest seq that was given. */
  get seq(): number {
    return this.#seq;
  }

  /** Takes a reading; when `limit` of them wait to be written, the oldest is given up. */
  push(timestamp: number, figures: string): void {
    if (this.#pending.length >= this.#limit) {
      this.#pending.shift();
      this.dropped++;
    }
    this.#pending.push({ timestamp, figures });
  }

  /** Numbers the oldest reading and adds it to the batch; `undefined` if it is too large. */
  write(batch: Batch): Numbered | undefined {
    const { timestamp, figures } = this.#pending.shift()!;
    const { start, epoch } = this.#epoch;
    const seq = this.#seq + 1;
    const payload = identify({ device_id: this.#device, epoch, seq, timestamp }, figures);
    if (isTooLarge(payload)) {
      this.oversize++;
      return undefined;
    }
    this.#seq = seq;
    batch.entry();
    batch.set(readingKey(this.#device, start, seq), payload, 2 * payload.length);
    return { seq, payload };
  }
}

const utf8 = new TextEncoder();

function isTooLarge(text: string): boolean {
  if (text.length * 3 <= MAX_PAYLOAD) return false; // no character takes more than three bytes
  return text.length > MAX_PAYLOAD || utf8.encode(text).length > MAX_PAYLOAD;
}
