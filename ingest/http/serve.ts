/** The ingest's own HTTP: a few paths to look at. */
import { SetupError } from "../../devices/lib/program.ts";

/** What answers by path. */
export type Routes = Readonly<Record<string, () => Response | Promise<Response>>>;

/**
 * Serves until `signal` aborts.
 *
 * @throws {SetupError} if the port is taken, or the host is not this machine's.
 */
export function serve(
  routes: Routes,
  { hostname, port }: { readonly hostname: string; readonly port: number },
  signal: AbortSignal,
): Deno.HttpServer {
  try {
    return Deno.serve(
      { hostname, port, signal, onListen() {} },
      (request) => answer(routes, request),
    );
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new SetupError(
        `INGEST_PORT=${port} is in use on ${hostname}: stop what listens there, or set another`,
      );
    }
    throw new SetupError(
      `INGEST_HOST=${hostname}: can't listen there: ${(error as Error).message}`,
    );
  }
}

/** The answer to a request; errors are `application/problem+json` (RFC 9457). */
export async function answer(routes: Routes, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (!Object.hasOwn(routes, pathname)) return problem(404, "Not found");
  if (request.method !== "GET" && request.method !== "HEAD") {
    return problem(405, "Method not allowed", { allow: "GET, HEAD" });
  }
  return await routes[pathname]();
}

function problem(status: number, title: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ status, title }), {
    status,
    headers: { ...headers, "content-type": "application/problem+json" },
  });
}
