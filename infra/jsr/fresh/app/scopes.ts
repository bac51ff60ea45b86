/** What covers a part of the site: middlewares, error pages and the frame around pages. */
import { type Context, type PageComponent, setFrame } from "./context.ts";
import { HttpError } from "./http_error.ts";
import type { Middleware } from "./middleware.ts";

/** Answers in place of what threw `error`. */
export type ErrorHandler<State> = (
  ctx: Context<State>,
  error: unknown,
) => Response | Promise<Response>;

interface Scope<State> {
  readonly middlewares: Middleware<State>[];
  onError?: ErrorHandler<State>;
}

/** The scopes of an app by path. A scope covers everything below its path, segment by segment. */
export class Scopes<State> {
  readonly #byPath = new Map<string, Scope<State>>();
  /** What is rendered around every page. */
  frame?: PageComponent<State>;
  /** Answers every 404. */
  notFound?: Middleware<State>;

  /** Adds middlewares to what covers `path`. */
  use(path: string, middlewares: Middleware<State>[]): void {
    this.#at(path).middlewares.push(...middlewares);
  }

  /** Has `onError` answer the errors below `path`. */
  catch(path: string, onError: ErrorHandler<State>): void {
    this.#at(path).onError = onError;
  }

  /**
   * Everything that covers `path` so far, outermost first: per scope, its error page and then its
   * middlewares. So an error page is outside of the middlewares of its own scope.
   */
  covering(path: string): Middleware<State>[] {
    return prefixes(path).flatMap((prefix) => {
      const { middlewares, onError } = this.#at(prefix);
      return [this.#guard(onError, prefix === "" ? this.frame : undefined), ...middlewares];
    });
  }

  #at(path: string): Scope<State> {
    return this.#byPath.getOrInsertComputed(prefixes(path).at(-1)!, () => ({ middlewares: [] }));
  }

  #guard(onError?: ErrorHandler<State>, frame?: PageComponent<State>): Middleware<State> {
    return async (ctx: Context<State>) => {
      if (frame) setFrame(ctx, frame);
      try {
        return await ctx.next();
      } catch (error) {
        const isNotFound = error instanceof HttpError && error.status === 404;
        const handler = isNotFound && this.notFound ? this.notFound : onError;
        if (handler) return await handler(ctx, error);
        throw error;
      }
    };
  }
}

/** `/a/b` gives `""`, `/a` and `/a/b`; optional parts of a pattern don't count. */
function prefixes(path: string): string[] {
  const segments = path.replaceAll(/\{[^}]*\}\??/g, "").split("/").filter(Boolean);
  const named = segments.length === 1 && segments[0] === "*" ? [] : segments;
  return ["", ...named.map((_, i) => `/${named.slice(0, i + 1).join("/")}`)];
}
