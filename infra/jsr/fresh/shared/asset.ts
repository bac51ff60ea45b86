import { buildId } from "./build_id.ts";

/** The query parameter that makes a static file's URL change with the build. */
export const BUILD_PARAM = "__frsh_c";

/** The path of a static file under which it is cached for good; anything else is left as it is. */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//")) return path;
  const url = new URL(path, "http://localhost");
  if (url.host !== "localhost" || url.searchParams.has(BUILD_PARAM)) return path;
  url.searchParams.set(BUILD_PARAM, buildId());
  return url.pathname + url.search + url.hash;
}
