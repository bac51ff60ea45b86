import type { Context } from "../app/context.ts";
import { HttpError } from "../app/http_error.ts";
import type { Middleware } from "../app/middleware.ts";

/** Options of `csrf`. */
// deno-lint-ignore no-explicit-any -- the real signature
export interface CsrfOptions<State = any> {
  /** From which origins, besides this one's pages, requests may come. Default: the own one. */
  origin?: string | string[] | ((origin: string, context: Context<State>) => boolean);
}

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses requests that another site's page makes in the name of its visitor. A request that says
 * nothing about where it comes from is not from a browser and passes.
 *
 * @throws {HttpError} 403.
 */
export function csrf<State>(options: CsrfOptions<State> = {}): Middleware<State> {
  return async (ctx) => {
    const { method, headers } = ctx.req;
    const site = headers.get("sec-fetch-site");
    const origin = headers.get("origin");
    const isOwn = site === "same-origin" || site === "none" || (site === null && origin === null);
    if (SAFE_METHODS.includes(method) || isOwn) return await ctx.next();
    if (origin !== null && isAllowed(origin, options, ctx)) return await ctx.next();
    throw new HttpError(403);
  };
}

function isAllowed<State>(
  origin: string,
  { origin: allowed }: CsrfOptions<State>,
  ctx: Context<State>,
): boolean {
  if (!allowed) return origin === ctx.url.origin;
  if (typeof allowed === "function") return allowed(origin, ctx);
  return [allowed].flat().includes(origin);
}
