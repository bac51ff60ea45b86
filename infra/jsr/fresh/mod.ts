/**
 * A stand-in for the part of Fresh 2.3 (`jsr:@fresh/core`) that the dashboard uses, for machines
 * that can't reach JSR. What is here behaves as there, or refuses where it can't be equal.
 */
export { App } from "./app/app.ts";
export type { Context, FreshContext } from "./app/context.ts";
export { createDefine, type Define } from "./app/define.ts";
export {
  type HandlerByMethod,
  type HandlerFn,
  page,
  type PageProps,
  type PageResponse,
  type RouteHandler,
} from "./app/handlers.ts";
export { HttpError } from "./app/http_error.ts";
export type { Middleware, MiddlewareFn } from "./app/middleware.ts";
export type { Method } from "./app/router.ts";
export { csp, type CSPOptions } from "./middleware/csp.ts";
export { csrf, type CsrfOptions } from "./middleware/csrf.ts";
export { staticFiles } from "./middleware/static_files.ts";
