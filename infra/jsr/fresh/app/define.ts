import type { AnyComponent } from "preact";
import type { HandlerByMethod, HandlerFn, PageProps, RouteHandler } from "./handlers.ts";
import type { Middleware } from "./middleware.ts";

/** Functions that return their argument and tell the compiler its type. */
export interface Define<State> {
  /** The handlers of a route. */
  handlers<Data, Handlers extends RouteHandler<Data, State> = RouteHandler<Data, State>>(
    handlers: Handlers,
  ): typeof handlers;

  /** The component of a route whose handlers are `typeof handler`. */
  page<
    // deno-lint-ignore no-explicit-any -- any data: it is inferred from the handlers
    Handler extends RouteHandler<any, State> = never,
    Data = Handler extends HandlerFn<infer Data, State> ? Data
      : Handler extends HandlerByMethod<infer Data, State> ? Data
      : never,
  >(render: AnyComponent<PageProps<Data, State>>): typeof render;

  /** A middleware, or several. */
  middleware<M extends Middleware<State> | Middleware<State>[]>(middleware: M): typeof middleware;
}

/** The functions for an app whose `ctx.state` is a `State`. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    middleware: (middleware) => middleware,
  };
}
