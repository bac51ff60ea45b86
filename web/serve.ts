/** Serving the app: the address, the headers that every answer has, and a stop that is at once. */
import type { Log } from "../devices/lib/log.ts";
import { SetupError } from "../devices/lib/program.ts";
import { problem } from "./http/problem.ts";

/** Answers requests, as Fresh's handler does. */
export type Handler = (
  request: Request,
  info?: Deno.ServeHandlerInfo,
) => Response | Promise<Response>;

/** What every answer says, unless it says otherwise itself. A page brings its own policy. */
const HEADERS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
} as const;

/** Wraps a handler so that every answer has its headers, thrown errors included. */
export function withHeaders(handler: Handler, log: Log): Handler {
  return async (request, info) => {
    const response = await answer(handler, request, info, log);
    for (const [name, value] of Object.entries(HEADERS)) {
      if (!response.headers.has(name)) response.headers.set(name, value);
    }
    return response;
  };
}

async function answer(
  handler: Handler,
  request: Request,
  info: Deno.ServeHandlerInfo | undefined,
  log: Log,
): Promise<Response> {
  try {
    const response = await handler(request, info);
    return new Response(response.body, response); // headers of some responses can't be changed
  } catch (error) {
    if (error instanceof URIError) return problem(400, { detail: "This path can't be decoded" });
    log.error((error as Error).stack ?? String(error));
    return problem(500);
  }
}

/** Where to listen, and when to stop. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Serves until `signal` aborts; open connections are then closed, not waited for.
 *
 * @throws {SetupError} if the port is taken, or the host is not this machine's.
 */
export async function serve(handler: Handler, options: ServeOptions): Promise<void> {
  const { host, port, signal, log } = options;
  listen(withHeaders(handler, log), options);
  log.info(`The dashboard is at http://${shown(host)}:${port}`);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function listen(handler: Handler, { host, port, signal }: ServeOptions): void {
  try {
    const options = { hostname: host, port, signal, automaticCompression: true, onListen() {} };
    Deno.serve(options, handler);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new SetupError(
        `WEB_PORT=${port} is in use on ${host}: stop what listens there, or set another`,
      );
    }
    throw new SetupError(`WEB_HOST=${host}: can't listen there: ${(error as Error).message}`);
  }
}

/** People can't open an address that stands for all of them. */
function shown(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
