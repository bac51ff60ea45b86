/** Time that passes as fast as there is something to do. */

/** Something that happens at a moment. */
interface Happening {
  readonly at: number;
  /** Of those of the same moment, the first that was planned comes first. */
  readonly order: number;
  readonly act: () => void;
}

/** A clock and what is planned on it. Times in milliseconds. */
export class Timeline {
  now = 0;
  readonly #heap: Happening[] = [];
  #planned = 0;

  /** Plans something. */
  after(ms: number, act: () => void): void {
    const happening = { at: this.now + ms, order: this.#planned++, act };
    let index = this.#heap.push(happening) - 1;
    for (let parent = (index - 1) >> 1; index > 0; parent = (index - 1) >> 1) {
      if (isBefore(this.#heap[parent], happening)) break;
      this.#heap[index] = this.#heap[parent];
      index = parent;
    }
    this.#heap[index] = happening;
  }

  /** Lets happen what is planned up to a moment, or until `isOver` holds. */
  run(until: number, isOver: () => boolean = () => false): void {
    while (this.#heap.length > 0 && this.#heap[0].at <= until && !isOver()) {
      const { at, act } = this.#take();
      this.now = at;
      act();
    }
    if (!isOver()) this.now = until;
  }

  #take(): Happening {
    const [first] = this.#heap;
    const last = this.#heap.pop()!;
    if (this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(happening: Happening): void {
    const heap = this.#heap;
    let index = 0;
    for (let child = 1; child < heap.length; child = 2 * index + 1) {
      if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child++;
      if (isBefore(happening, heap[child])) break;
      heap[index] = heap[child];
      index = child;
    }
    heap[index] = happening;
  }
}

function isBefore(a: Happening, b: Happening): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
