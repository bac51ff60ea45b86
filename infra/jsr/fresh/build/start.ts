/** Starts an app from a build on disk. */
import { join } from "node:path";
import { type App, setBuild } from "../app/app.ts";
import type { RouteFile, StaticFile } from "../shared/build.ts";
import { setBuildId } from "../shared/build_id.ts";
import { islandsIn, type LoadedIslands } from "./islands.ts";
import { openFile } from "./open_file.ts";
import { BOOT_SCRIPT, scriptFolder } from "./plan.ts";
import type { BuiltFile } from "./snapshot.ts";

/** What the module `snapshot.js` exports. */
export interface Snapshot {
  readonly id: string;
  readonly islands: readonly LoadedIslands[];
  readonly routes: readonly RouteFile[];
  readonly files: readonly BuiltFile[];
}

/** Gives `app` the build in `folder` and returns its handler. */
export function start<State>(
  app: App<State>,
  snapshot: Snapshot,
  folder: string,
): ReturnType<App<State>["handler"]> {
  setBuildId(snapshot.id);
  setBuild(app, {
    bootScript: scriptFolder(snapshot.id) + BOOT_SCRIPT,
    islands: islandsIn(snapshot.islands),
    routes: snapshot.routes,
    files: new Map(snapshot.files.map((file) => [file.path, staticFile(folder, file)])),
  });
  return app.handler();
}

function staticFile(folder: string, { file, type, hash }: BuiltFile): StaticFile {
  return { type, hash, open: () => openFile(join(folder, file)) };
}
