/** JSON answers that a browser may keep and ask about. */
import { createHash } from "node:crypto";

/**
 * JSON with an `ETag`: a client that has the same already gets 304 and no body. It has to ask each
 * time, because late readings may change any answer.
 */
export function jsonWithEtag(req: Request, value: unknown): Response {
  const body = JSON.stringify(value);
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { etag, "cache-control": "private, no-cache", vary: "Authorization, Cookie" };
  const known = req.headers.get("if-none-match")?.split(/\s*,\s*/) ?? [];
  if (known.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": "application/json" } });
}

/** JSON that is only true now. */
export function jsonNow(value: unknown, status = 200): Response {
  return Response.json(value, { status, headers: { "cache-control": "no-store" } });
}
