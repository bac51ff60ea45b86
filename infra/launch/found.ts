/** Looks for executables as the shell would. */
import { delimiter, isAbsolute, join } from "node:path";

/** The folders of the `PATH`. */
export function pathFolders(): string[] {
  return (Deno.env.get("PATH") ?? "").split(delimiter).filter((folder) => folder !== "");
}

/**
 * Those of `names` that are there: paths, or names on the `PATH`. Deno grumbles at every start
 * about an executable in `--allow-run` that isn't.
 */
export function found(...names: readonly string[]): string[] {
  const path = pathFolders();
  const endings = Deno.build.os === "windows" ? ["", ".exe", ".cmd", ".bat"] : [""];
  return names.filter((name) => {
    const files = isAbsolute(name) ? [name] : path.map((folder) => join(folder, name));
    return files.some((file) => endings.some((ending) => isFile(file + ending)));
  });
}

/** What Chromium and Chrome are called on a `PATH`. */
const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browsers that are there: `CHROME`, and those on the `PATH`. */
export function browsers(): string[] {
  const chosen = Deno.env.get("CHROME");
  return found(...BROWSERS, ...chosen ? [chosen] : []);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error; // of our own permissions
    return false;
  }
}
