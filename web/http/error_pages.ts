/**
 * Pages for what goes wrong. Fresh renders `_error` and `_404` outside of its middlewares, where they
 * would miss their policy; here they are rendered inside.
 */
import { type Context, HttpError } from "fresh";
import { h } from "preact";
import type { Log } from "../../devices/lib/log.ts";
import { FieldError } from "../data/field_error.ts";
import { Unavailable } from "../data/unavailable.ts";
import ErrorPage from "../routes/_error.tsx";
import NotFoundPage from "../routes/_404.tsx";
import type { State } from "../utils.ts";
import { isForPrograms } from "./api_errors.ts";

/** Answers errors with a page and the status that fits; what nobody foresaw is logged. */
export function errorPages(log: Log) {
  return async (ctx: Context<State>): Promise<Response> => {
    if (isForPrograms(ctx.url.pathname)) return await ctx.next();
    try {
      return await ctx.next();
    } catch (error) {
      const status = statusOf(error);
      if (status === 500) log.error(`${ctx.url.pathname}: ${(error as Error).stack ?? error}`);
      ctx.error = error;
      const page = status === 404 ? NotFoundPage : ErrorPage;
      return await ctx.render(h(page as never, ctx as never), { status });
    }
  };
}

function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status;
  if (error instanceof FieldError) return 400;
  return error instanceof Unavailable ? 503 : 500;
}
