/** The modules of the routes and islands folders. */
import { basename, relative, sep } from "node:path";
import { compareRoutePaths } from "../files/route_order.ts";
import { parseRoutePath } from "../files/route_path.ts";
import type { IslandModule } from "./plan.ts";
import { walk } from "./walk.ts";

const IS_SOURCE = /\.[jt]sx?$/;
const IS_TEST = /[._]test\.[jt]sx?$/;
/** A folder of the routes folder that holds no routes, and the one of them that holds islands. */
const PRIVATE = /\/\(_[^/]+\)\//;
const PRIVATE_ISLANDS = "/(_islands)/";

/**
 * The routes by their paths below their folder, in the order of registration.
 *
 * @throws {SyntaxError} if a path can't be read.
 */
export async function listRoutes(routeDir: string): Promise<string[]> {
  const files = (await sources(routeDir)).filter((file) => !PRIVATE.test(file));
  const paths = files.map((file) => slashes(relative(routeDir, file)));
  paths.forEach(parseRoutePath);
  return paths.sort(compareRoutePaths);
}

/** The islands, of their own folder and of the routes folder. */
export async function listIslands([islandDir, routeDir]: string[]): Promise<IslandModule[]> {
  const beside = (await sources(routeDir)).filter((file) => file.includes(PRIVATE_ISLANDS));
  const files = [...await sources(islandDir), ...beside];
  const uniqueName = namer();
  return files.map((file) => ({ file, name: uniqueName(basename(file).replace(IS_SOURCE, "")) }));
}

async function sources(folder: string): Promise<string[]> {
  const files = await walk(folder);
  return files.map(slashes).filter((file) => IS_SOURCE.test(file) && !IS_TEST.test(file));
}

function slashes(path: string): string {
  return path.replaceAll(sep, "/");
}

/** Makes identifiers, no two alike. */
export function namer(): (name: string) => string {
  const counts = new Map<string, number>();
  return (name) => {
    const identifier = name.replaceAll(/\W+/g, "_").replace(/^\d/, "_$&");
    const count = counts.get(identifier) ?? 0;
    counts.set(identifier, count + 1);
    return count === 0 ? identifier : `${identifier}_${count}`;
  };
}
