/** What is built, before anything is. Paths of files are absolute. */
import type { DenoConfig } from "./deno_config.ts";

/** A module with islands. */
export interface IslandModule {
  readonly file: string;
  /** What its default export and its script are called. */
  readonly name: string;
}

/** A file of the static folder, by its path in the URL, percent-encoded. */
export interface StaticSource {
  readonly path: string;
  readonly file: string;
  readonly type: string;
}

/** All of it. */
export interface Plan {
  readonly id: string;
  readonly root: string;
  readonly outDir: string;
  readonly routeDir: string;
  readonly serverEntry: string;
  readonly config: DenoConfig;
  readonly islands: readonly IslandModule[];
  /** Paths below the routes folder, in the order of registration. */
  readonly routes: readonly string[];
  readonly files: readonly StaticSource[];
}

/** The URL folder of a build's scripts. */
export function scriptFolder(id: string): string {
  return `/_fresh/js/${id}/`;
}

/** The script that starts the islands. */
export const BOOT_SCRIPT = "fresh-runtime.js";
