/** A build that is not written: for tests. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseRoutePath } from "../files/route_path.ts";
import type { Build, RouteFile, StaticFile } from "../shared/build.ts";
import type { Script } from "./bundle.ts";
import { isCss, withLastingUrls } from "./css.ts";
import { islandsIn, type LoadedIslands } from "./islands.ts";
import {
  BOOT_SCRIPT,
  type IslandModule,
  type Plan,
  scriptFolder,
  type StaticSource,
} from "./plan.ts";
import { contentType } from "./content_type.ts";
import { openFile } from "./open_file.ts";

/** Imports what the plan names. */
export async function buildInMemory(plan: Plan, scripts: readonly Script[]): Promise<Build> {
  const folder = scriptFolder(plan.id);
  const files = new Map<string, StaticFile>();
  for (const source of plan.files) files.set(source.path, staticFile(source));
  for (const { name, content } of scripts) {
    files.set(folder + name, inMemory(content, contentType(name)));
  }
  return {
    bootScript: folder + BOOT_SCRIPT,
    islands: islandsIn(await Promise.all(plan.islands.map((island) => loadIsland(island, folder)))),
    routes: await Promise.all(plan.routes.map((path) => loadRoute(plan.routeDir, path))),
    files,
  };
}

async function loadIsland({ file, name }: IslandModule, folder: string): Promise<LoadedIslands> {
  return { name, script: `${folder}${name}.js`, module: await load(file) };
}

async function loadRoute(routeDir: string, path: string): Promise<RouteFile> {
  const file = join(routeDir, path);
  const isOrdinary = parseRoutePath(path).kind === "route";
  return { path, module: isOrdinary ? () => load(file) : await load(file) };
}

function load(file: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(file).href);
}

function staticFile({ file, type }: StaticSource): StaticFile {
  if (!isCss(file)) return { type, hash: null, open: () => openFile(file) };
  const open = async () => {
    const css = withLastingUrls(await Deno.readTextFile(file));
    return await inMemory(new TextEncoder().encode(css), type).open();
  };
  return { type, hash: null, open };
}

function inMemory(content: Uint8Array<ArrayBuffer>, type: string): StaticFile {
  const open = () => {
    const body = new Blob([content]).stream();
    return Promise.resolve({ size: content.length, body, close: () => void body.cancel() });
  };
  return { type, hash: null, open };
}
