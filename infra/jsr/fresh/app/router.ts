/** Which handler a method and a path lead to. */

/** The methods that a route can have. */
export type Method = "HEAD" | "GET" | "POST" | "PATCH" | "PUT" | "DELETE" | "OPTIONS";

/** All of them. */
export const METHODS: Method[] = ["GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

interface Route<T> {
  readonly pattern: URLPattern | null;
  readonly path: string;
  readonly byMethod: Map<Method, T>;
}

/** What was found for a path. */
export interface Match<T> {
  /** The path as it was registered; null if none matches. */
  readonly route: string | null;
  readonly params: Record<string, string>;
  /** Undefined if the path has nothing for this method. */
  readonly item?: T;
  /** The methods registered for this path. */
  readonly allowed: Method[];
}

const IS_PATTERN = /[*:{}+?()]/;

/** Paths and patterns; an exact path comes before a pattern, patterns in the order of `add`. */
export class Router<T> {
  readonly #exact = new Map<string, Route<T>>();
  readonly #patterns = new Map<string, Route<T>>();

  /** Registers `item`, unless the same method and path are registered already. */
  add(method: Method, path: string, item: T): void {
    const routes = IS_PATTERN.test(path) ? this.#patterns : this.#exact;
    const { byMethod } = routes.getOrInsertComputed(path, newRoute<T>);
    if (!byMethod.has(method)) byMethod.set(method, item);
  }

  match(method: Method, url: URL): Match<T> {
    const route = this.#find(url);
    if (!route) return { route: null, params: {}, allowed: [] };
    const { path, pattern, byMethod } = route;
    const item = byMethod.get(method) ?? (method === "HEAD" ? byMethod.get("GET") : undefined);
    const params = item === undefined ? {} : paramsOf(route, url);
    return { route: pattern?.pathname ?? path, params, item, allowed: [...byMethod.keys()] };
  }

  #find(url: URL): Route<T> | undefined {
    return this.#exact.get(url.pathname) ?? this.#exact.get(withOtherEnd(url.pathname)) ??
      this.#patterns.values().find(({ pattern }) => pattern!.test(url));
  }
}

function newRoute<T>(path: string): Route<T> {
  const pattern = IS_PATTERN.test(path) ? new URLPattern({ pathname: path }) : null;
  return { pattern, path, byMethod: new Map() };
}

/** The path with a slash at its end, or without. */
function withOtherEnd(path: string): string {
  if (path === "/") return path;
  return path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
}

function paramsOf({ pattern }: Route<unknown>, url: URL): Record<string, string> {
  const groups = pattern?.exec(url)?.pathname.groups ?? {};
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, decodeURI(value ?? "")]),
  );
}
