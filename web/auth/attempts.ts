/** How often somebody may try a password. */

/** Wrong passwords from one address within `WINDOW` before it has to wait. */
const FROM_ONE = 5;
/** The same from all addresses together: guessing from many places at once is slow as well. */
const FROM_ALL = 100;
const WINDOW = 60_000; // ms

/** Counts wrong passwords of the last minute. */
export class Attempts {
  #failures: { readonly address: string; readonly at: number }[] = [];

  constructor(private readonly now: () => number) {}

  /** How long an address has to wait before it may try, in whole seconds; 0 if it may. */
  wait(address: string): number {
    const recent = this.#recent();
    const own = recent.filter((failure) => failure.address === address);
    const first = recent.length >= FROM_ALL
      ? recent[0]
      : own.length >= FROM_ONE
      ? own[0]
      : undefined;
    return first === undefined ? 0 : Math.ceil((first.at + WINDOW - this.now()) / 1000);
  }

  /** A wrong password came from an address. */
  fail(address: string): void {
    this.#recent().push({ address, at: this.now() });
  }

  #recent() {
    const since = this.now() - WINDOW;
    this.#failures = this.#failures.filter(({ at }) => at > since);
    return this.#failures;
  }
}
