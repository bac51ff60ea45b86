/** Errors of the API: the router's own 404 and 405 included, programs get problems, not pages. */
import type { App, Context, Middleware } from "fresh";
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

/** Where the API registers what it answers. */
export interface Api {
  /** Answers GET, and HEAD without the body. */
  get(path: string, handler: Middleware<State>): Api;
}

/**
 * The API of an app. Fresh answers a 404 with the page for it before a middleware of the whole app
 * sees the error; so what its routes throw is answered right at them.
 */
export function apiOf(app: App<State>, log: Log): Api {
  const api: Api = {
    get(path, handler) {
      app.get(path, apiErrors(log), handler);
      return api;
    },
  };
  return api;
}
