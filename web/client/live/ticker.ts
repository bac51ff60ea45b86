/** One timer for every age on the page. */

/** Calls once a second while the page is seen, and at once when it is seen again. */
export class PageTicker {
  readonly #act: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(act: () => void) {
    this.#act = act;
  }

  /** Starts ticking. */
  start(): void {
    document.addEventListener("visibilitychange", this.#seen);
    this.#seen();
  }

  /** Ticks now. */
  tick(): void {
    this.#act();
  }

  /** Stops ticking. */
  stop(): void {
    document.removeEventListener("visibilitychange", this.#seen);
    clearInterval(this.#timer);
  }

  readonly #seen = (): void => {
    clearInterval(this.#timer);
    if (document.hidden) return;
    this.#act();
    this.#timer = setInterval(this.#act, 1_000);
  };
}
