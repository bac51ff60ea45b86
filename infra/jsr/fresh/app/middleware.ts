import type { Context } from "./context.ts";

/** Answers a request, or changes what `ctx.next()` answers. */
export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

/** Another name of `Middleware`. */
export type MiddlewareFn<State> = Middleware<State>;

/**
 * One middleware that runs several: each one's `ctx.next` is the one after it, and the last one's
 * is what `ctx.next` was before. An error passes outwards through all of them as `ctx.error`.
 */
export function compose<State>(middlewares: Middleware<State>[]): Middleware<State> {
  return (ctx) => {
    const tail = ctx.next;
    const run = async (index: number): Promise<Response> => {
      const isLast = index + 1 === middlewares.length;
      ctx.next = () => isLast ? tail() : run(index + 1);
      try {
        return await middlewares[index](ctx);
      } catch (error) {
        ctx.error = error;
        throw error;
      }
    };
    return middlewares.length === 0 ? tail() : run(0);
  };
}
