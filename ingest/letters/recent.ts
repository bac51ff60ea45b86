/** Which letters were stored a short while ago. */

/** Numbers and when they were noted; the oldest are forgotten. */
export class Recent {
  /** In the order in which they were noted. */
  readonly #noted = new Map<number, number>();

  /**
   * @param most how many are remembered
   * @param span for how long, in ms
   */
  constructor(private readonly most: number, private readonly span: number) {}

  /** Whether a number was noted within the span before `now`. */
  has(number: number, now: number): boolean {
    const noted = this.#noted.get(number);
    return noted !== undefined && Math.abs(now - noted) < this.span;
  }

  /** Notes a number. */
  note(number: number, now: number): void {
    this.#noted.delete(number);
    this.#noted.set(number, now);
    if (this.#noted.size <= this.most) return;
    const [oldest] = this.#noted.keys();
    this.#noted.delete(oldest);
  }
}
