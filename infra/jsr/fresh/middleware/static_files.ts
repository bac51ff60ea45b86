/** Static files: those of the static folder, and the scripts of the build. */
import { buildOf, type Context } from "../app/context.ts";
import type { Middleware } from "../app/middleware.ts";
import { BUILD_PARAM } from "../shared/asset.ts";
import type { StaticFile } from "../shared/build.ts";
import { buildId } from "../shared/build_id.ts";

const FOR_GOOD = "public, max-age=31536000, immutable";
const NEVER = "no-cache, no-store, max-age=0, must-revalidate";

/** Serves the files of the build; any other path is left to what comes next. */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const file = fileAt(ctx);
    if (file) return await respond(ctx, file);
    if (ctx.url.pathname === "/favicon.ico") return new Response(null, { status: 404 });
    return await ctx.next();
  };
}

function fileAt<State>(ctx: Context<State>): StaticFile | undefined {
  let segments: string[];
  try {
    segments = decodeURIComponent(ctx.url.pathname).split("/").filter(Boolean);
  } catch {
    return undefined; // no URL of ours is malformed
  }
  return buildOf(ctx).files.get(`/${segments.map(encodeURIComponent).join("/")}`);
}

async function respond<State>({ req, url }: Context<State>, file: StaticFile): Promise<Response> {
  if (req.method !== "GET" && req.method !== "HEAD") {
    return new Response("Method Not Allowed", { status: 405 });
  }
  const build = url.searchParams.get(BUILD_PARAM);
  if (build !== null && build !== buildId()) return toCurrent(url);

  const headers = new Headers({ "content-type": file.type, vary: "If-None-Match" });
  if (isKnown(req, file)) return new Response(null, { status: 304, headers });
  if (file.hash !== null) headers.set("etag", `W/"${file.hash}"`);
  headers.set("cache-control", build !== null || isScript(url) ? FOR_GOOD : NEVER);
  const { size, body, close } = await file.open();
  headers.set("content-length", String(size));
  if (req.method === "GET") return new Response(body, { headers });
  close();
  return new Response(null, { headers });
}

function isKnown(req: Request, { hash }: StaticFile): boolean {
  const known = req.headers.get("if-none-match");
  return hash !== null && (known === hash || known === `W/"${hash}"`);
}

function isScript({ pathname }: URL): boolean {
  return pathname.startsWith(`/_fresh/js/${buildId()}/`);
}

/** The same file without the name of a build that is gone. */
function toCurrent(url: URL): Response {
  url.searchParams.delete(BUILD_PARAM);
  return new Response(null, { status: 307, headers: { location: url.pathname + url.search } });
}
