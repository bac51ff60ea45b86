/** Finds settings that were probably misspelt: they would be ignored without a word. */

/** A name that no program reads, and the one that may have been meant. */
export interface Misspelling {
  readonly name: string;
  readonly nearest: string;
}

/** At most this many letters differ in what is taken for a slip of the keyboard. */
const SLIP = 2;

/**
 * The names that are unknown but look like one of `known`: a slip away from it, or (with `strict`,
 * for a file that holds nothing but our settings) beginning with the same word.
 */
export function misspellings(
  names: Iterable<string>,
  known: readonly string[],
  { strict = false } = {},
): Misspelling[] {
  const found: Misspelling[] = [];
  for (const name of names) {
    if (known.includes(name)) continue;
    const { nearest, edits } = closest(name, known);
    if (edits <= SLIP || (strict && sameFamily(name, known))) found.push({ name, nearest });
  }
  return found;
}

function closest(name: string, known: readonly string[]): { nearest: string; edits: number } {
  let best = { nearest: "", edits: Infinity };
  for (const nearest of known) {
    const edits = distance(name, nearest);
    if (edits < best.edits) best = { nearest, edits };
  }
  return best;
}

function sameFamily(name: string, known: readonly string[]): boolean {
  const family = (text: string) => text.split("_")[0];
  return known.some((other) => family(other) === family(name));
}

/** Levenshtein's distance: letters to insert, delete or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
