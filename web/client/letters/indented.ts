/** JSON over several lines, its values as they were written. */

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
/** What lies deeper stays on one line: indentation would outgrow what it indents. */
const DEEPEST = 8;

/**
 * JSON that parses, with each member on a line of its own. No value is read: 1e400, a number of
 * twenty digits and a name that comes twice may be why it was refused.
 */
export function indented(json: string): string {
  const tokens = json.match(TOKEN) ?? [];
  let [text, depth] = ["", 0];
  const line = () => depth <= DEEPEST ? `\n${"  ".repeat(depth)}` : "";
  tokens.forEach((token, i) => {
    if (token === "{" || token === "[") {
      depth++;
      text += isEmpty(tokens, i) ? token : token + line();
    } else if (token === "}" || token === "]") {
      const end = isEmpty(tokens, i - 1) || depth > DEEPEST ? "" : `\n${"  ".repeat(depth - 1)}`;
      depth--;
      text += end + token;
    } else if (token === ",") text += token + (line() || " ");
    else text += token === ":" ? ": " : token;
  });
  return text;
}

/** Whether a bracket opens and is closed at once. */
function isEmpty(tokens: readonly string[], at: number): boolean {
  return ["{}", "[]"].includes(tokens[at] + tokens[at + 1]);
}
