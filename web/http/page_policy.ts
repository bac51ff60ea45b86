/** The content security policy of pages: scripts and styles are the server's own, by nonce. */
import { type Context, csp } from "fresh";
import type { State } from "../utils.ts";
import { isForPrograms } from "./api_errors.ts";

const policy = csp<State>({ useNonce: true });
const HEADER = "content-security-policy";

/** Gives every page its policy; it has to surround whatever renders, error pages included. */
export async function pagePolicy(ctx: Context<State>): Promise<Response> {
  if (isForPrograms(ctx.url.pathname)) return await ctx.next();
  const response = await policy(ctx);
  if (ctx.url.protocol === "http:") allowPlainHttp(response.headers);
  return response;
}

/** Fresh has the browser fetch everything by TLS, which on a plain address is not there. */
function allowPlainHttp(headers: Headers): void {
  const directives = headers.get(HEADER)?.split(/;\s*/) ?? [];
  const kept = directives.filter((directive) => directive !== "upgrade-insecure-requests");
  headers.set(HEADER, kept.join("; "));
}
