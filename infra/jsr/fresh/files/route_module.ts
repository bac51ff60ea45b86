/** What the files of the routes folder export. */
import type { PageComponent } from "../app/context.ts";
import type { RouteHandler } from "../app/handlers.ts";
import type { Middleware } from "../app/middleware.ts";

/** The module of a file as it was imported. */
export interface RouteModule {
  readonly default?: unknown;
  readonly handler?: unknown;
  readonly handlers?: unknown;
}

/** A route: what handles it, what is rendered, or both. */
export interface Route<State> {
  readonly handler?: RouteHandler<unknown, State>;
  readonly component?: PageComponent<State>;
}

const EXPORTS = ["default", "handler", "handlers"];
/** Exports that Fresh knows and this stand-in doesn't. */
const UNSUPPORTED = ["config", "css"];

/** The route that a file holds. */
export function routeIn<State>(path: string, module: RouteModule): Route<State> {
  checkExports(path, module);
  const handler = module.handlers ?? module.handler;
  if (typeof handler === "function" && handler.length > 1) {
    throw new TypeError(`A handler has one argument: ${path}`);
  }
  return {
    handler: handler as RouteHandler<unknown, State> | undefined,
    component: module.default as PageComponent<State> | undefined,
  };
}

/** The middlewares that a `_middleware` file holds. */
export function middlewaresIn<State>(path: string, module: RouteModule): Middleware<State>[] {
  checkExports(path, module);
  const found = [module.handlers ?? module.handler ?? module.default].flat();
  if (found.every((item) => typeof item === "function")) return found as Middleware<State>[];
  throw new TypeError(`A middleware is a function or an array of functions: ${path}`);
}

function checkExports(path: string, module: RouteModule): void {
  const names = Object.keys(module);
  const unsupported = names.find((name) => UNSUPPORTED.includes(name));
  if (unsupported) throw new TypeError(`Routes can't export "${unsupported}" here: ${path}`);
  if (!names.some((name) => EXPORTS.includes(name))) {
    throw new TypeError(`Expected a default export, "handler" or "handlers": ${path}`);
  }
}
