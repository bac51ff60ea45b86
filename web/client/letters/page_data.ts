/** What the server hands to the page of dead letters. */
import type { LetterLines, Letters } from "../../data/letters/types.ts";
import type { LettersAddress } from "./address.ts";

/** The page as its address asks for it. */
export interface LettersData {
  readonly made: number;
  readonly address: LettersAddress;
  readonly found: Letters;
  readonly lines: LetterLines;
  /** Whether it begins with the newest letter. */
  readonly isFirst: boolean;
  /** Whether letters that come now belong to it. */
  readonly isLive: boolean;
}
