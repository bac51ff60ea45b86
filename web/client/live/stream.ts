/** The page's one stream: opened, watched, closed while hidden, opened again after a failure. */
import { type EventData, type EventName, EVENTS, HEARTBEAT_EVERY } from "../../live/frame.ts";

/** What an `EventSource` is needed for. */
export interface Source {
  addEventListener(type: string, listener: (event: { readonly data?: string }) => void): void;
  close(): void;
}

/** How the stream is. Times by the browser's clock, in ms. */
export type StreamState =
  | { readonly at: "closed" | "connecting" | "live" }
  | { readonly at: "lost"; readonly since: number; readonly retryAt: number };

/** What the stream is made of. */
export interface StreamOptions {
  /** Opens a connection that nothing has failed on yet. */
  readonly open: () => Source;
  /** An event: its name, its data, when it arrived and when its connection was asked for. */
  readonly onEvent: <N extends EventName>(
    name: N,
    data: EventData[N],
    arrived: number,
    asked: number,
  ) => void;
  readonly onState: (state: StreamState) => void;
  /** Between 0 and 1; spreads the retries of many pages. */
  readonly random?: () => number;
}

const FIRST_RETRY = 500; // ms, doubling
const LONGEST_RETRY = 10_000; // ms
const MISSED = 2; // heartbeats

/** Opens and watches one `EventSource` at a time; the page says when with `open` and `close`. */
export class LiveStream {
  readonly #options: StreamOptions;
  #source: Source | undefined;
  #asked = 0;
  #heard = 0;
  #lostSince: number | undefined;
  #attempt = 0;
  #heartbeat = HEARTBEAT_EVERY;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: StreamOptions) {
    this.#options = options;
  }

  /** Opens the stream if it is closed, and at once if it waits to be tried again. */
  open(): void {
    if (this.#source !== undefined) return;
    clearTimeout(this.#retry);
    this.#asked = Date.now();
    this.#heard = this.#asked;
    const source = this.#options.open();
    this.#source = source;
    for (const name of EVENTS) {
      source.addEventListener(name, ({ data }) => this.#take(source, name, data));
    }
    source.addEventListener("error", () => this.#fail(source));
    this.#guard();
    if (this.#lostSince === undefined) this.#options.onState({ at: "connecting" });
  }

  /** Closes the stream: the page is hidden, paused or left. */
  close(): void {
    clearTimeout(this.#retry);
    this.#drop();
    this.#attempt = 0;
    this.#lostSince = undefined;
    this.#options.onState({ at: "closed" });
  }

  #take(source: Source, name: EventName, data: string | undefined): void {
    if (source !== this.#source || data === undefined) return;
    this.#heard = Date.now();
    const value = JSON.parse(data);
    if (name === "hello") this.#greeted(value);
    this.#guard();
    this.#options.onEvent(name, value, this.#heard, this.#asked);
  }

  #greeted(hello: EventData["hello"]): void {
    this.#heartbeat = hello.heartbeat_ms;
    this.#attempt = 0;
    this.#lostSince = undefined;
    this.#options.onState({ at: "live" });
  }

  /** A dead socket can look open for hours: silence for two heartbeats is a failure. */
  #guard(): void {
    clearTimeout(this.#watch);
    const source = this.#source;
    const patience = MISSED * this.#heartbeat + this.#heartbeat / 2;
    this.#watch = setTimeout(() => source && this.#fail(source), patience);
  }

  #fail(source: Source): void {
    if (source !== this.#source) return;
    this.#drop();
    this.#lostSince ??= this.#heard;
    const wait = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.#attempt++);
    const delay = wait * (0.5 + (this.#options.random ?? Math.random)() / 2);
    this.#retry = setTimeout(() => this.open(), delay);
    const retryAt = Date.now() + delay;
    this.#options.onState({ at: "lost", since: this.#lostSince, retryAt });
  }

  #drop(): void {
    clearTimeout(this.#watch);
    this.#source?.close();
    this.#source = undefined;
  }
}
