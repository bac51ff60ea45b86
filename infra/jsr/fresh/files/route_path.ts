/** What the name of a file in the routes folder means. */

/** What a file is. */
export type FileKind = "app" | "middleware" | "error" | "notFound" | "route";

/** A file's meaning. */
export interface FileRoute {
  readonly kind: FileKind;
  /** The folder that it belongs to, groups included: which scopes cover it. */
  readonly folder: string;
  /** The URL pattern of a route, without groups. */
  readonly pattern: string;
}

const SPECIAL: Record<string, FileKind> = {
  _app: "app",
  _middleware: "middleware",
  _error: "error",
  _404: "notFound",
};

/**
 * Reads a path below the routes folder, such as `devices/[id].tsx`.
 *
 * @throws {SyntaxError} if the path is one that Fresh refuses or reads otherwise than one expects.
 */
export function parseRoutePath(path: string): FileRoute {
  const parts = path.replace(/\.[jt]sx?$/, "").split("/");
  const name = parts.at(-1)!;
  const folders = parts.slice(0, -1).map((part) => partPattern(part, path));
  const folder = folders.map((part) => `/${part}`).join("");
  const kind = SPECIAL[name] ?? "route";
  if (folder !== "" && (kind === "app" || kind === "notFound")) {
    throw new SyntaxError(`Only the routes folder itself can have a "${name}": ${path}`);
  }
  if (kind !== "route") return { kind, folder, pattern: "" };
  if (name.startsWith("_")) throw new SyntaxError(`No meaning of "${name}" is known here: ${path}`);
  const last = name === "index" ? [] : [partPattern(name, path)];
  const visible = [...folders.filter((part) => !isGroup(part)), ...last];
  return { kind, folder, pattern: `/${visible.join("/")}` };
}

function isGroup(part: string): boolean {
  return part.startsWith("(") && part.endsWith(")");
}

/** `[id]` gives `:id`, `[...rest]` gives `:rest*`, anything else itself. */
function partPattern(part: string, path: string): string {
  const rest = part.match(/^\[\.\.\.(\w+)\]$/);
  if (rest) return `:${rest[1]}*`;
  // A name must end where its parameter does: ":id" and "s" would be read as ":ids".
  const pattern = part.replaceAll(/\[([A-Za-z_]\w*)\](?![\w[])/g, ":$1");
  if (/[[\]]/.test(pattern)) {
    throw new SyntaxError(`Can't read the parameter in "${part}": ${path}`);
  }
  return pattern;
}
