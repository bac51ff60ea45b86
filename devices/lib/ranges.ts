/** Sets of whole numbers that mostly come in runs: sequence numbers, kept as ranges. */

/** All numbers from the first to the second, both included. */
export type Range = readonly [from: number, to: number];

/** A set of whole numbers, stored as disjoint ranges in ascending order. */
export class Ranges {
  readonly #ranges: [from: number, to: number][] = [];
  #count = 0;

  /** How many numbers are in the set. */
  get count(): number {
    return this.#count;
  }

  /** How many ranges it is. */
  get ranges(): number {
    return this.#ranges.length;
  }

  /** Puts the numbers of a range in; returns the range of the set that they are part of now. */
  add(from: number, to = from): Range {
    const first = this.#search(from - 1);
    let last = first;
    for (; last < this.#ranges.length && this.#ranges[last][0] <= to + 1; last++) {
      from = Math.min(from, this.#ranges[last][0]);
      to = Math.max(to, this.#ranges[last][1]);
    }
    const replaced = this.#ranges.splice(first, last - first, [from, to]);
    this.#count += size([[from, to]]) - size(replaced);
    return [from, to];
  }

  /** Takes the numbers of a range out; returns those that were in the set. */
  remove(from: number, to = from): Range[] {
    const first = this.#search(from);
    const removed: Range[] = [];
    const rest: [number, number][] = [];
    let last = first;
    for (; last < this.#ranges.length && this.#ranges[last][0] <= to; last++) {
      const [begin, end] = this.#ranges[last];
      removed.push([Math.max(begin, from), Math.min(end, to)]);
      if (begin < from) rest.push([begin, from - 1]);
      if (end > to) rest.push([to + 1, end]);
    }
    this.#ranges.splice(first, last - first, ...rest);
    this.#count -= size(removed);
    return removed;
  }

  /** Whether a number is in the set. */
  has(number: number): boolean {
    return this.from(number) === number;
  }

  /** The smallest number of the set that is at least `number`. */
  from(number: number): number | undefined {
    const range = this.#ranges[this.#search(number)];
    return range && Math.max(range[0], number);
  }

  /** The ranges in ascending order. */
  [Symbol.iterator](): IterableIterator<Range> {
    return this.#ranges.values();
  }

  /** The index of the first range that ends at `number` or later. */
  #search(number: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ranges[middle][1] < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function size(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}
