import type { Middleware } from "../app/middleware.ts";
import { nonceOf } from "../render/nonce.ts";

/** Options of `csp`. */
export interface CSPOptions {
  /** Directives to add. */
  csp?: string[];
  /** Whether rendered pages name their nonce in place of `'unsafe-inline'`. Default false. */
  useNonce?: boolean;
}

const DEFAULTS = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
];

/**
 * Sets the `Content-Security-Policy` header.
 *
 * @throws {RangeError} if `csp` names a directive that has a default: whether that is replaced or
 * repeated depends on the version of Fresh.
 */
export function csp<State>(
  { csp = [], useNonce = false }: CSPOptions = {},
): Middleware<State> {
  const repeated = csp.find((directive) =>
    DEFAULTS.some((other) => nameOf(other) === nameOf(directive))
  );
  if (repeated) throw new RangeError(`This directive has a default already: ${repeated}`);
  const policy = [...DEFAULTS, ...csp].join("; ");
  return async (ctx) => {
    const response = await ctx.next();
    const nonce = useNonce ? nonceOf(response) : undefined;
    const header = nonce ? policy.replaceAll("'unsafe-inline'", `'nonce-${nonce}'`) : policy;
    response.headers.set("content-security-policy", header);
    return response;
  };
}

function nameOf(directive: string): string {
  return directive.split(" ")[0];
}
