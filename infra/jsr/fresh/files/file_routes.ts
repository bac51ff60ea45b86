/** The files of the routes folder as parts of an app. */
import type { Site } from "../app/app.ts";
import type { PageComponent } from "../app/context.ts";
import { HttpError } from "../app/http_error.ts";
import { compose, type Middleware } from "../app/middleware.ts";
import { METHODS } from "../app/router.ts";
import type { RouteFile } from "../shared/build.ts";
import { middlewaresIn, routeIn, type RouteModule } from "./route_module.ts";
import { runRoute } from "./run_route.ts";
import { parseRoutePath } from "./route_path.ts";

/** Registers the files of a build. */
export function addFileRoutes<State>(site: Site<State>): void {
  for (const file of site.build.routes) {
    if (typeof file.module === "function") addRoute(site, file, file.module);
    else addSpecial(site, file.path, file.module);
  }
}

function addSpecial<State>({ scopes }: Site<State>, path: string, module: RouteModule): void {
  const { kind, folder } = parseRoutePath(path);
  if (kind === "middleware") return scopes.use(folder, middlewaresIn(path, module));
  const route = routeIn<State>(path, module);
  if (kind === "app") scopes.frame = route.component as PageComponent<State>;
  if (kind === "notFound") scopes.notFound = (ctx) => runRoute(ctx, route);
  if (kind === "error") {
    scopes.catch(folder, (ctx, error) => {
      return runRoute(ctx, route, error instanceof HttpError ? error.status : 500);
    });
  }
}

/**
 * Registers an ordinary route, whose module is loaded at its first request. What it handles isn't
 * known before that, so it is registered for every method.
 */
function addRoute<State>(
  { router, scopes }: Site<State>,
  { path }: RouteFile,
  load: () => Promise<RouteModule>,
): void {
  const { folder, pattern } = parseRoutePath(path);
  const run: Middleware<State> = async (ctx) => runRoute(ctx, routeIn(path, await load()));
  const handler = compose([...scopes.covering(folder), run]);
  for (const method of METHODS) router.add(method, pattern, handler);
}
