/** What is asked for again after a while. */

/**
 * Whether it is time at `now`, `every` ms after `last`. Until the server has answered, `last` is by
 * the browser's own clock; when it lies ahead of `now`, that clock was wrong.
 */
export function isDue(now: number, last: number, every: number): boolean {
  return now < last || now - last >= every;
}
