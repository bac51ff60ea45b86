/** The app: what it answers, in the order in which it was said. */
import { addFileRoutes } from "../files/file_routes.ts";
import { type Build, EMPTY_BUILD } from "../shared/build.ts";
import { Context } from "./context.ts";
import { defaultErrorResponse, HttpError } from "./http_error.ts";
import { compose, type Middleware } from "./middleware.ts";
import { type Match, type Method, Router } from "./router.ts";
import { Scopes } from "./scopes.ts";

/** Where the parts of an app register what they answer. */
export interface Site<State> {
  readonly router: Router<Middleware<State>>;
  readonly scopes: Scopes<State>;
  readonly build: Build;
}

/** Gives an app its file routes, islands and static files. */
export let setBuild: <State>(app: App<State>, build: Build) => void;

/** A server for HTTP requests. What is registered first covers what comes after it. */
export class App<State> {
  readonly #steps: ((site: Site<State>) => void)[] = [];
  #build = EMPTY_BUILD;

  static {
    setBuild = (app, build) => app.#build = build;
  }

  /** Runs middlewares before all later routes, or before those below `path`. */
  use(...middleware: Middleware<State>[]): this;
  use(path: string, ...middleware: Middleware<State>[]): this;
  use(first: string | Middleware<State>, ...rest: Middleware<State>[]): this {
    const [path, all] = typeof first === "string" ? [first, rest] : ["*", [first, ...rest]];
    return this.#add(({ scopes }) => scopes.use(path, all));
  }

  /** Answers GET, and HEAD without the body. */
  get(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#route("GET", path, middlewares);
  }

  /** Answers POST. */
  post(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#route("POST", path, middlewares);
  }

  /** Registers the files of the routes folder. */
  fsRoutes(): this {
    return this.#add(addFileRoutes);
  }

  /** Answers every 404. */
  notFound(middleware: Middleware<State>): this {
    return this.#add(({ scopes }) => scopes.notFound = middleware);
  }

  /** Answers the errors of later routes below `path`. */
  onError(path: string, middleware: Middleware<State>): this {
    return this.#add(({ scopes }) => scopes.catch(path, (ctx) => middleware(ctx)));
  }

  /** The function for `Deno.serve`. Rejects only for a path that can't be decoded. */
  handler(): (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    const site = { router: new Router<Middleware<State>>(), scopes: new Scopes<State>() };
    const build = this.#build;
    for (const step of this.#steps) step({ ...site, build });
    const unmatched = compose(site.scopes.covering(""));

    return async (req, info = UNKNOWN_CLIENT) => {
      const url = new URL(req.url);
      url.pathname = url.pathname.replaceAll(/\/+/g, "/"); // so that "//evil" is not a host
      const method = req.method as Method;
      const match = site.router.match(method, url);
      const { route, params, item = unmatched } = match;
      const next = fallback(method, match);
      return await answer(item, new Context<State>({ req, url, info, route, params, next, build }));
    };
  }

  #route(method: Method, path: string, middlewares: Middleware<State>[]): this {
    const pattern = path === "*" ? "/*" : path;
    return this.#add(({ router, scopes }) =>
      router.add(method, pattern, compose([...scopes.covering(path), ...middlewares]))
    );
  }

  #add(step: (site: Site<State>) => void): this {
    this.#steps.push(step);
    return this;
  }
}

const UNKNOWN_CLIENT: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
  completed: Promise.resolve(),
};

/** What the last middleware's `next` does. */
function fallback(method: Method, { route, item, allowed }: Match<unknown>) {
  return (): Promise<Response> => {
    if (route === null || item !== undefined) throw new HttpError(404);
    if (method !== "OPTIONS") throw new HttpError(405);
    const headers = { allow: allowed.join(", ") };
    return Promise.resolve(new Response(null, { status: 204, headers }));
  };
}

async function answer<State>(handler: Middleware<State>, ctx: Context<State>): Promise<Response> {
  try {
    const response = await handler(ctx);
    if (!(response instanceof Response)) throw new TypeError(`Expected a Response: ${response}`);
    return ctx.req.method === "HEAD" ? new Response(null, response) : response;
  } catch (error) {
    return defaultErrorResponse(error);
  }
}
