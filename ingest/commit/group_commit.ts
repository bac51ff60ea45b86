/**
 * Group commit: a request holds everything that has come since the last one began, so that batches
 * grow with the load. What comes alone waits for nothing; under load commits keep a distance, since
 * each costs the database the same, however small it is.
 */
import { delay } from "../../devices/lib/backoff.ts";
import type { Row } from "../decode/row.ts";
import { Batch } from "./batch.ts";
import type { WriteResult } from "./questdb.ts";
import { Suspects } from "./suspects.ts";

/** Nothing was sent: the rows come again when they can be stored. */
export interface PassedOver {
  readonly kind: "passed over";
}

/** What a group commit needs from outside. */
export interface CommitDeps<T> {
  /** Sends lines of one table. */
  readonly write: (lines: Uint8Array<ArrayBuffer>) => Promise<WriteResult | PassedOver>;
  /** Called with the owners of rows that are in the database now. */
  readonly stored: (owners: readonly T[], milliseconds: number) => void;
  /** Called for a row that the database will never take; the others are stored. */
  readonly refused: (owner: T, message: string) => void;
  /** Called with the owners of rows that nobody wants to wait for: they come again. */
  readonly passedOver: (owners: readonly T[]) => void;
  /** Waits until it is worth trying again. */
  readonly failed: (message: string) => Promise<void>;
}

/** How a group commit batches. */
export interface CommitOptions {
  /** Most rows in a request. */
  readonly batchSize: number;
  /** How long to wait for more rows, in ms; 0 takes what has come by the next turn. */
  readonly linger: number;
  /** The least time from the beginning of a commit of so many rows to that of the next, in ms. */
  readonly apart: (rows: number) => number;
}

/** More than a batch can be halved. */
const MOST_FAULTS = 20;

/** Commits the rows of one table. A batch is never dropped: it is stored, or refused row by row. */
export class GroupCommit<T> {
  #waiting = new Batch<T>();
  #sending = new Batch<T>();
  #stored = 0;
  #wake = () => {};
  #full = () => {};
  readonly #suspects = new Suspects<T>();

  constructor(private readonly deps: CommitDeps<T>, private readonly options: CommitOptions) {}

  /** Rows that came and are not committed. */
  get rows(): number {
    return this.#waiting.rows + this.#sending.rows;
  }

  /** Takes a row. */
  add(row: Row, owner: T): void {
    this.#waiting.add(row, owner);
    this.#wake();
    if (this.#waiting.rows >= this.options.batchSize) this.#full();
  }

  /** Forgets waiting rows of owners that don't count any more. */
  discard(isStale: (owner: T) => boolean): void {
    for (let row = this.#waiting.rows - 1; row >= 0; row--) {
      if (isStale(this.#waiting.owner(row))) this.#suspects.clear(this.#waiting.remove(row, 1));
    }
  }

  /** Commits until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { batchSize, apart } = this.options;
    signal.addEventListener("abort", () => this.#wake(), { once: true });
    let distance = Promise.resolve();
    while (!signal.aborted) {
      if (this.#waiting.rows === 0) await new Promise<void>((wake) => this.#wake = wake);
      if (this.#waiting.rows < batchSize) await Promise.all([this.#linger(signal), distance]);
      [this.#waiting, this.#sending] = [this.#sending, this.#waiting];
      distance = delay(apart(this.#sending.rows), signal);
      await this.#store(this.#sending, signal);
    }
  }

  /** Resolves after the linger, or as soon as a request can be full. */
  #linger(signal: AbortSignal): Promise<void> {
    const full = new Promise<void>((resolve) => this.#full = resolve);
    return Promise.race([delay(this.options.linger, signal), full]);
  }

  /**
   * Each fault halves what is sent at once, so that many bad rows cost each other little, and a
   * request that took too long becomes one that does not.
   */
  async #store(batch: Batch<T>, signal: AbortSignal): Promise<void> {
    let faults = 0;
    while (batch.rows > 0 && !signal.aborted) {
      const share = Math.ceil(batch.rows / 2 ** Math.max(0, faults - 1));
      const rows = Math.min(share, this.options.batchSize);
      const start = performance.now();
      const result = await this.deps.write(batch.head(rows));
      if (result.kind === "stored") {
        this.#settle(batch.remove(0, rows), performance.now() - start);
        faults >>= 1;
      } else if (result.kind === "passed over") {
        this.deps.passedOver(this.#suspects.clear(batch.remove(0, rows)));
      } else {
        faults = Math.min(faults + 1, MOST_FAULTS);
        if (result.kind === "refused" && result.row < rows) {
          this.#refuse(batch, result.row, result.message);
          continue;
        }
        const isAnswered = result.kind === "refused" || result.answered;
        if (isAnswered && rows === 1) this.#suspect(batch, result.message);
        await this.deps.failed(result.message);
      }
    }
  }

  #settle(owners: T[], milliseconds: number): void {
    this.#stored += owners.length;
    this.deps.stored(this.#suspects.clear(owners), milliseconds);
  }

  #refuse(batch: Batch<T>, row: number, message: string): void {
    const [owner] = this.#suspects.clear(batch.remove(row, 1));
    this.deps.refused(owner, message);
  }

  /** The first row failed alone: it goes behind all others, until it is known to be at fault. */
  #suspect(batch: Batch<T>, message: string): void {
    if (this.#suspects.failed(batch.owner(0), this.#stored)) this.#refuse(batch, 0, message);
    else {
      this.#waiting.addFrom(batch, 0);
      batch.remove(0, 1);
    }
  }
}
