/** One atomic write, filled up to what Deno KV takes. */

/** KV takes 1,000 mutations; an entry makes at most two. */
const MAX_ENTRIES = 500;
/** KV takes 819,200 bytes; the last entry may go over this line by one reading. */
const MAX_BYTES = 700_000;
/** What a key and the frame of a value take, generously. */
const OVERHEAD = 150;

/** Collects the mutations of one commit. */
export class Batch {
  readonly #operation: Deno.AtomicOperation;
  #entries = 0;
  #bytes = 0;

  constructor(kv: Deno.Kv) {
    this.#operation = kv.atomic();
  }

  /** Whether one more entry fits. */
  get hasRoom(): boolean {
    return this.#entries < MAX_ENTRIES && this.#bytes < MAX_BYTES;
  }

  /** Whether there is nothing to commit. */
  get isEmpty(): boolean {
    return this.#entries === 0;
  }

  /**
   * Begins an entry of at most two mutations: a reading that is written (its epoch's record with
   * it), evicted (its range with it) or deleted; a record, a range, a number.
   */
  entry(): void {
    this.#entries++;
  }

  /** Adds a value of about `bytes` bytes. */
  set(key: Deno.KvKey, value: unknown, bytes = 0): void {
    this.#operation.set(key, value);
    this.#bytes += bytes + OVERHEAD;
  }

  /** Adds a deletion. */
  delete(key: Deno.KvKey): void {
    this.#operation.delete(key);
    this.#bytes += OVERHEAD;
  }

  /** Writes all of it or nothing; may be called again after an error: it says the same. */
  async commit(): Promise<void> {
    await this.#operation.commit();
  }
}
