/** Dead letters, from the database. */
import type { Queries } from "../database.ts";
import { letterParts, lettersPage } from "./list.ts";
import { letterLines, letterReasons } from "./summary.ts";
import type { DeadLetters } from "./types.ts";

/** See `DeadLetters`. */
export function deadLetters(db: Queries): DeadLetters {
  return {
    page: (query) => lettersPage(db, query),
    parts: (query) => letterParts(db, query),
    lines: (filter) => letterLines(db, filter),
    reasons: (range) => letterReasons(db, range),
  };
}
