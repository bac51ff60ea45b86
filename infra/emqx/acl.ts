/** The rules of `acl.conf`, read and applied as EMQX does. */

/** One rule: its permission, who it is for, the action and the topics. */
export interface Rule {
  readonly allow: boolean;
  /** `all`, or `{username, …}` with a name or a regular expression. */
  readonly who: string;
  readonly action: string;
  readonly topics: readonly string[];
}

/** What a client wants to do. */
export interface Wish {
  readonly username: string;
  readonly action: "publish" | "subscribe";
  /** The topic, or the filter of a subscription. */
  readonly topic: string;
}

const RULE =
  /^\{(allow|deny), (all|\{username, (?:"\w+"|\{re, "[^"]+"\})\})(?:, (publish|subscribe|all), \[(.*)\])?\}\.$/;

/** The rules in `acl.conf`. */
export async function readRules(): Promise<Rule[]> {
  return parseRules(await Deno.readTextFile(new URL("acl.conf", import.meta.url)));
}

/**
 * Parses rules, one a line.
 *
 * @throws {SyntaxError} quoting a line that is neither a rule nor a comment.
 */
export function parseRules(text: string): Rule[] {
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("%%")).map((line) => {
    const match = RULE.exec(line);
    if (!match) throw new SyntaxError(`No rule that ends with a full stop: ${line}`);
    const [, permission, who, action = "all", topics = '"#"'] = match;
    return { allow: permission === "allow", who, action, topics: JSON.parse(`[${topics}]`) };
  });
}

/** What the rules say to a wish: the first that matches decides. */
export function isAllowed(rules: readonly Rule[], { username, action, topic }: Wish): boolean {
  const rule = rules.find((rule) =>
    isFor(rule.who, username) && (rule.action === action || rule.action === "all") &&
    rule.topics.some((filter) => covers(filter.replaceAll("${username}", username), topic))
  );
  return rule?.allow ?? false;
}

function isFor(who: string, username: string): boolean {
  if (who === "all") return true;
  const [, name, pattern] = /"(\w+)"\}$|re, "(.+)"\}\}$/.exec(who)!;
  return pattern ? new RegExp(pattern).test(username) : name === username;
}

/** Whether `filter` covers the topic, or the filter, `topic`. */
function covers(filter: string, topic: string): boolean {
  const levels = topic.split("/");
  for (const [index, level] of filter.split("/").entries()) {
    if (level === "#") return true;
    if (index >= levels.length || (level !== "+" && level !== levels[index])) return false;
  }
  return filter.split("/").length === levels.length;
}
