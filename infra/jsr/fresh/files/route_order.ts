/** The order in which the files of the routes folder are registered. */

/**
 * Compares two paths: a folder's special files come before what they cover, fixed names before
 * parameters, and `[...rest]` last.
 */
export function compareRoutePaths(a: string, b: string): number {
  const [partsA, partsB] = [partsOf(a), partsOf(b)];
  const length = Math.min(partsA.length, partsB.length);
  for (let i = 0; i < length; i++) {
    const order = rank(partsA[i]) - rank(partsB[i]) || byName(partsA[i], partsB[i]);
    if (order !== 0) return order;
  }
  return partsA.length - partsB.length;
}

function partsOf(path: string): string[] {
  return path.replace(/\.[jt]sx?$/, "").split("/");
}

function rank(part: string): number {
  if (part === "_app") return 0;
  if (part === "_middleware") return 1;
  if (part.startsWith("_")) return 2;
  if (part.startsWith("[...")) return 5;
  return part.includes("[") ? 4 : 3;
}

function byName(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
