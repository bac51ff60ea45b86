/** Errors of the API: the router's own 404 and 405 included, programs get problems, not pages. */
import type { Context } from "fresh";
import type { Log } from "../../devices/lib/log.ts";
import type { State } from "../utils.ts";
import { problemOf } from "./problem.ts";

/** Whether a path is answered for programs. */
export function isForPrograms(pathname: string): boolean {
  return pathname === "/metrics" || pathname === "/api" || pathname.startsWith("/api/");
}

/** Answers what goes wrong in the API; what nobody foresaw is logged. */
export function apiErrors(log: Log) {
  return async (ctx: Context<State>): Promise<Response> => {
    if (!isForPrograms(ctx.url.pathname)) return await ctx.next();
    try {
      return await ctx.next();
    } catch (error) {
      const response = problemOf(error);
      if (response.status === 500) log.error(`${ctx.url.pathname}: ${(error as Error).stack}`);
      return response;
    }
  };
}
