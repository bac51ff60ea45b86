import type { FunctionComponent } from "preact";
import type { Context } from "./context.ts";
import type { Method } from "./router.ts";

/** What a handler returns to have its route's component rendered. */
export interface PageResponse<T> {
  data: T;
  headers?: HeadersInit;
  status?: number;
}

/** Has the route's component rendered with `data`; default status 200. */
export function page<T>(
  data: T,
  options?: { headers?: HeadersInit; status?: number },
): PageResponse<T>;
export function page(): PageResponse<undefined>;
export function page<T>(
  data?: T,
  { headers, status }: { headers?: HeadersInit; status?: number } = {},
): PageResponse<T> {
  return { data: data ?? undefined as T, headers, status };
}

/** Answers a request, by itself or with data for the route's component. */
export interface HandlerFn<Data, State> {
  (
    ctx: Context<State>,
  ): Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;
}

/** A handler for each method. */
export type HandlerByMethod<Data, State> = {
  [M in Method]?: HandlerFn<Data, State>;
};

/** One handler for all methods, or one for each. */
export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;

/** What a page's component is given. */
export type PageProps<Data = unknown, State = unknown> =
  & Pick<Context<State>, "url" | "req" | "params" | "info" | "state" | "error" | "route">
  & { data: Data; Component: FunctionComponent };

/** The props of a page from its request. */
export function pageProps<Data, State>(
  { url, req, params, info, state, error, route }: Context<State>,
  data: Data,
  Component: FunctionComponent = () => null,
): PageProps<Data, State> {
  return { url, req, params, info, state, error, route, data, Component };
}
