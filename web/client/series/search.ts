/** Where things lie in ascending lists. */

/** The first index whose key is not below `key`; `length` if all are. */
export function lowerBound(length: number, key: number, at: (index: number) => number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(middle) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
