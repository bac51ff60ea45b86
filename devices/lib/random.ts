/** Reproducible random numbers. */

/**
 * A generator of numbers in [0, 1) that depends on the text alone: sfc32, the small fast counting
 * generator of Chris Doty-Humphrey's PractRand, seeded with the FNV-1a hash of the text.
 */
export function seededRandom(seed: string): () => number {
  let [a, b, c, counter] = [0, 0, fnv1a(seed), 1];
  const next = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round++) next(); // the seed reaches every bit of the state
  return next;
}

/** FNV-1a, 32 bits, over the text's UTF-8. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

/** A normally distributed number of mean 0 and deviation 1 (Box and Muller). */
export function gaussian(random: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** A number from `low` up to `high`. */
export function between(random: () => number, low: number, high: number): number {
  return low + (high - low) * random();
}
