/** Ids that somebody may have meant. */

const MOST = 5;
/** Ids that need more changes than this share of their length are not similar. */
const FARTHEST = 0.5;

/** Up to 5 of `ids` that are like `text`, the most alike first. */
export function similarIds(text: string, ids: readonly string[]): string[] {
  const wanted = text.slice(0, 64).toLowerCase();
  return ids
    .map((id) => ({ id, distance: distance(wanted, id.toLowerCase()) }))
    .filter(({ id, distance }) => distance <= FARTHEST * Math.max(wanted.length, id.length))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ id }) => id);
}

/** How many letters have to be put in, taken out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
