/** One open stream: a bounded queue in front of a browser that may be slow or gone. */

/** Bytes that may wait for one browser; what comes when more do is left out. */
const MOST_WAITING = 256 * 1024;
/** A browser that has taken nothing for so long is gone, whatever its socket says. */
const GONE_AFTER = 30_000; // ms

/** What a client needs from its hub. */
export interface ClientDeps {
  /** What to send when it has caught up: the present state in place of what was left out. */
  readonly catchUp: () => readonly Uint8Array[];
  /** The browser went away, or was let go. */
  readonly closed: () => void;
  readonly now: () => number;
}

/**
 * Frames are shared between clients, so a waiting one costs a reference. A client that is behind
 * gets nothing until its queue is empty again, and then the present state: it skips, and never
 * grows.
 */
export class StreamClient {
  readonly stream: ReadableStream<Uint8Array>;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  #behindSince: number | undefined;
  #open = true;

  constructor(private readonly deps: ClientDeps) {
    this.stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      pull: () => this.#taken(),
      cancel: () => this.#leave(),
    }, { highWaterMark: MOST_WAITING, size: (chunk) => chunk.byteLength });
  }

  /** Whether events are being left out. */
  get behind(): boolean {
    return this.#behindSince !== undefined;
  }

  /** Sends an event, or leaves it out if the browser does not keep up. */
  send(bytes: Uint8Array): void {
    if (!this.#open) return;
    const room = (this.#controller.desiredSize ?? 0) > 0;
    if (room && !this.behind) return this.#controller.enqueue(bytes);
    const now = this.deps.now();
    this.#behindSince ??= now;
    if (now - this.#behindSince > GONE_AFTER) this.close();
  }

  /** Ends the stream. */
  close(): void {
    if (!this.#open) return;
    this.#leave();
    try {
      this.#controller.close();
    } catch {
      // it was cancelled at the same moment
    }
  }

  /** The browser has taken something: with an empty queue it has caught up. */
  #taken(): void {
    const waiting = MOST_WAITING - (this.#controller.desiredSize ?? 0);
    if (!this.behind || waiting > 0) return;
    this.#behindSince = undefined;
    for (const bytes of this.deps.catchUp()) this.#controller.enqueue(bytes);
  }

  #leave(): void {
    if (!this.#open) return;
    this.#open = false;
    this.deps.closed();
  }
}
