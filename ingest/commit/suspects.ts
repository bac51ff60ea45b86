/** Rows that failed alone: the fault may be theirs, or the database's. */

/** What is held against a row. */
interface Suspicion {
  times: number;
  /** How many rows had been stored when it failed last. */
  stored: number;
}

/** A row that the database does not name is at fault after it failed alone this often. */
const STRIKES = 3;

/** The suspects of one table, by their owner. */
export class Suspects<T> {
  readonly #held = new Map<T, Suspicion>();

  /**
   * A row failed alone, and `stored` rows had been stored until then. Returns whether it is at fault:
   * not before others were stored between its failures, since otherwise the database is.
   */
  failed(owner: T, stored: number): boolean {
    const suspicion = this.#held.get(owner) ?? { times: 0, stored: -1 };
    if (stored > suspicion.stored) suspicion.times++;
    suspicion.stored = stored;
    this.#held.set(owner, suspicion);
    return suspicion.times >= STRIKES;
  }

  /** Their rows are done with; returns the same owners. */
  clear(owners: T[]): T[] {
    if (this.#held.size > 0) owners.forEach((owner) => this.#held.delete(owner));
    return owners;
  }
}
