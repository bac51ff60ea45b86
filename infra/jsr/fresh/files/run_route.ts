import type { Context } from "../app/context.ts";
import { type HandlerFn, pageProps, type PageResponse } from "../app/handlers.ts";
import type { Method } from "../app/router.ts";
import { elementOf } from "../render/element.ts";
import type { Route } from "./route_module.ts";

/**
 * Has a route's handler answer a request, and its component be rendered if the handler returns
 * data. A method that the route lacks is left to `ctx.next`.
 *
 * @param status the status of a page that says none itself.
 */
export async function runRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  status = 200,
): Promise<Response> {
  const handle = handlerFor(route, ctx.req.method as Method);
  if (!handle) return await ctx.next();
  const result = await handle(ctx);
  if (result instanceof Response) return result;
  const { component } = route;
  const element = component ? await elementOf(component, pageProps(ctx, result.data)) : null;
  if (element instanceof Response) return element;
  const headers = new Headers();
  for (const [name, value] of new Headers(result.headers)) headers.set(name, value);
  return await ctx.render(element, { headers, status: result.status ?? status });
}

function handlerFor<State>(
  { handler, component }: Route<State>,
  method: Method,
): HandlerFn<unknown, State> | undefined {
  if (typeof handler === "function") return handler;
  if (!handler) return component ? withoutData : undefined;
  const get = handler.GET ?? (component ? withoutData : undefined);
  return method === "GET" ? get : handler[method] ?? (method === "HEAD" ? get : undefined);
}

function withoutData(): PageResponse<unknown> {
  return { data: {} };
}
