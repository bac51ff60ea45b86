/**
 * The one writer of an outbox file: group commit. While one commit is on its way to the disk, what
 * arrives is gathered for the next, so that commits grow with the load and no timer is needed.
 */
import { delay } from "../lib/backoff.ts";
import { type Log, rateLimited } from "../lib/log.ts";
import { Batch } from "./batch.ts";

/** Something that has readings to write. */
export interface Source {
  /** Fills the batch while it has room; returns whether something is left for the next one. */
  write(batch: Batch): boolean;
  /** What the last `write` put into a batch is on the disk. */
  committed(): void;
}

/** How long deletions may wait for a commit that has more to say. */
const LINGER = 1000; // ms
/** How long to wait after a failed commit. */
const RETRY = 1000; // ms

/** Commits what its sources have, for all devices of a process. */
export class Writer {
  readonly #kv: Deno.Kv;
  readonly #log: Log;
  readonly #warn: (kind: string, message: string) => void;
  readonly #sources = new Set<Source>();
  readonly #stop = new AbortController();
  #urgent = false;
  #running?: Promise<void>;
  #lingering?: ReturnType<typeof setTimeout>;
  #failing = false;

  constructor(kv: Deno.Kv, log: Log) {
    this.#kv = kv;
    this.#log = log;
    this.#warn = rateLimited((message) => log.warn(message));
  }

  /** Whether the last try to commit failed: readings are kept in memory. */
  get failing(): boolean {
    return this.#failing;
  }

  /** Has `source` written as soon as the commit that is under way ends. */
  request(source: Source): void {
    this.#sources.add(source);
    this.#urgent = true;
    this.#running ??= this.#run();
  }

  /** Has `source` written with the next commit, at the latest after a second. */
  requestLater(source: Source): void {
    this.#sources.add(source);
    this.#lingering ??= setTimeout(() => this.request(source), LINGER);
  }

  /** Resolves when all that was requested is on the disk, or a try to write it has failed. */
  async flush(): Promise<void> {
    const [source] = this.#sources;
    if (source) this.request(source);
    while (this.#running && !this.#failing) await this.#running;
  }

  /** Writes what is left, if it can be written at all; nothing may be requested afterwards. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.flush();
    await this.#running;
    clearTimeout(this.#lingering);
  }

  async #run(): Promise<void> {
    await Promise.resolve(); // what is requested in the same turn goes into the same commit
    while (this.#urgent) {
      this.#urgent = false;
      clearTimeout(this.#lingering);
      this.#lingering = undefined;
      const batch = new Batch(this.#kv);
      const written = this.#fill(batch);
      if (!batch.isEmpty && !(await this.#commit(batch))) break;
      for (const source of written) source.committed();
    }
    this.#running = undefined;
  }

  #fill(batch: Batch): Source[] {
    const written: Source[] = [];
    const sources = [...this.#sources];
    for (const source of sources) {
      if (!batch.hasRoom) break;
      this.#sources.delete(source);
      written.push(source);
      if (source.write(batch)) this.#sources.add(source); // at the end: the others come first
    }
    this.#urgent ||= this.#sources.size > 0; // left over
    return written;
  }

  /** Tries until it succeeds; the same batch each time, so that a commit in doubt does no harm. */
  async #commit(batch: Batch): Promise<boolean> {
    for (;;) {
      const isLast = this.#stop.signal.aborted;
      try {
        await batch.commit();
        if (this.#failing) this.#log.info("The outbox is written again");
        this.#failing = false;
        return true;
      } catch (error) {
        this.#failing = true;
        const why = (error as Error).message;
        this.#warn("commit", `The outbox can't be written, readings stay in memory: ${why}`);
        if (isLast) return false;
        await delay(RETRY, this.#stop.signal);
      }
    }
  }
}
