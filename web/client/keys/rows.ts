/** Moving from row to row with `j` and `k`. */

/** What can't have the focus as long as it is folded away. */
const FOLDED = "details:not([open]) > :not(summary)";

/** Gives the focus to the next of a list (`data-row`), or the one before; the first if none has it. */
export function stepRows(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")]
    .filter((row) => row.closest(FOLDED) === null);
  if (rows.length === 0) return false;
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[next].focus();
  return true;
}
