/** Where what belongs to this machine lies: nothing of it is in version control. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** This folder, with the launchers in Java. */
export const SOURCES: string = dirname(fileURLToPath(import.meta.url));
/** The repository's root. */
export const ROOT: string = join(SOURCES, "..", "..");
/** Data of the broker and the database, their jars, and logs. */
export const DATA: string = join(ROOT, "infra", ".data");
/** Jars of the broker and the database. */
export const JARS: string = join(DATA, "lib");
/** Logs of the servers and of what fetches them. */
export const LOGS: string = join(DATA, "log");

/** A path as users see it: from the repository's root where it lies within. */
export function shown(path: string): string {
  return path.startsWith(ROOT) ? path.slice(ROOT.length).replace(/^[\\/]/, "") : path;
}
