/** Rows per second over the last moments. */

/** How far back the rate looks, in milliseconds. */
const SPAN = 10_000;

/** A rate made of counts taken now and then. */
export class Rate {
  #counts: { readonly at: number; readonly rows: number }[] = [];

  /** Takes in how many rows there were at a time in milliseconds. */
  add(rows: number, at: number): void {
    if (rows < (this.#counts.at(-1)?.rows ?? 0)) this.#counts = []; // rows went with the TTL
    this.#counts.push({ at, rows });
    while (this.#counts.length > 2 && at - this.#counts[0].at > SPAN) this.#counts.shift();
  }

  /** Rows per second; 0 before the second count. */
  perSecond(): number {
    const [first] = this.#counts;
    const last = this.#counts.at(-1);
    if (!first || !last || last.at === first.at) return 0;
    return (last.rows - first.rows) / (last.at - first.at) * 1000;
  }
}
