/** Measurements in turns, so that what the machine does besides meets all of them alike. */

/**
 * Measures each of `many` once in every round; returns the results of each in the order of rounds.
 * `measure` may throw to call everything off.
 */
export async function inTurns<T, R>(
  many: readonly T[],
  rounds: number,
  measure: (one: T, round: number) => Promise<R>,
): Promise<R[][]> {
  const results = many.map((): R[] => []);
  for (let round = 1; round <= rounds; round++) {
    for (const [i, one] of many.entries()) results[i].push(await measure(one, round));
  }
  return results;
}
