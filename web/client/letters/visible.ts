/** Text of anybody's making, so that everything in it can be seen and nothing beside it moves. */

/**
 * What has no shape of its own, or changes that of its neighbours, but for line ends and spaces: also
 * what fonts leave out by default (fillers, selectors), and the braille pattern without dots.
 */
const UNSEEN = /(?![\n ])[\p{C}\p{Z}\p{DI}\u2800]/gu;

const SHORT: Readonly<Record<string, string>> = { "\t": "\\t", "\r": "\\r" };

/** The text with escapes such as `\u{202e}` for what can't be seen. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    return SHORT[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`;
  });
}

/** As `visible()`, and all of it on one line. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll("\n", "\\n");
}
