/** Which key does what. */

/** What a key can ask for. */
export type Action =
  | { readonly do: "search" | "help" | "escape" | "pause" | "zone" | "theme" | "table" }
  | { readonly do: "next" | "previous" }
  | { readonly do: "range"; readonly index: number }
  | { readonly do: "go"; readonly to: string };

/** A key press, as far as it matters here. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const SINGLE: Readonly<Record<string, Action>> = {
  "/": { do: "search" },
  "?": { do: "help" },
  p: { do: "pause" },
  z: { do: "zone" },
  d: { do: "theme" },
  t: { do: "table" },
  j: { do: "next" },
  k: { do: "previous" },
};

const PAGES: Readonly<Record<string, string>> = {
  f: "/",
  l: "/ledger",
  p: "/pipeline",
  h: "/health",
};

/** For the list of keys: keys and what they do, in the order of the list. */
export const KEYS: readonly (readonly [readonly string[], string])[] = [
  [["/"], "Search"],
  [["Esc"], "Clear the search, or back to live"],
  [["p"], "Pause or resume the screen"],
  [["1", "…", "6"], "Range: 5 minutes to 7 days"],
  [["t"], "The same data as a table"],
  [["j", "k"], "Next or previous row or device"],
  [["←", "→"], "Move the crosshair of a chart in focus; with Shift by ten"],
  [["z"], "UTC or local time"],
  [["d"], "Light or dark"],
  [["g", "f"], "Go to Fleet"],
  [["g", "l"], "Go to Ledger"],
  [["g", "p"], "Go to Pipeline"],
  [["g", "h"], "Go to Health"],
  [["?"], "This list"],
];

/** How long `g` waits for the letter of a page, in ms. */
export const CHORD = 1_500;

/** Reads presses one by one; remembers a `g`. */
export class Keymap {
  #chordUntil = 0;

  /**
   * What a press asks for, or undefined. While typing only Esc acts; letters only with `singles`.
   */
  press(press: Press, at: number, typing: boolean, singles: boolean): Action | undefined {
    if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
    if (press.key === "Escape") return { do: "escape" };
    if (typing || !singles) return undefined;
    const chord = at < this.#chordUntil;
    this.#chordUntil = press.key === "g" ? at + CHORD : 0;
    if (chord) return press.key in PAGES ? { do: "go", to: PAGES[press.key] } : undefined;
    if (/^[1-6]$/.test(press.key)) return { do: "range", index: Number(press.key) - 1 };
    return SINGLE[press.key];
  }
}
