/** Errors as programs read them: `application/problem+json` (RFC 9457). */
import { HttpError } from "fresh";
import { STATUS_CODES } from "node:http";
import { FieldError } from "../data/field_error.ts";
import { Unavailable } from "../data/unavailable.ts";

/** Members of a problem besides `status` and `title`. */
export interface ProblemDetails {
  /** A sentence for people. */
  readonly detail?: string;
  /** The parameter that is wrong, its value, and what is allowed. */
  readonly field?: string;
  readonly value?: string;
  readonly allowed?: string;
}

/** A problem as a response. */
export function problem(
  status: number,
  details: ProblemDetails = {},
  headers: HeadersInit = {},
): Response {
  const all = new Headers(headers);
  all.set("content-type", "application/problem+json");
  all.set("cache-control", "no-store");
  const body = { status, title: STATUS_CODES[status] ?? "Error", ...details };
  return new Response(JSON.stringify(body), { status, headers: all });
}

/** The problem that an error is. What nobody foresaw says nothing of the inside. */
export function problemOf(error: unknown): Response {
  if (error instanceof FieldError) {
    const { message, field, value, allowed } = error;
    return problem(400, { detail: message, field, value, allowed });
  }
  if (error instanceof Unavailable) {
    return problem(503, { detail: error.message }, { "retry-after": "1" });
  }
  if (!(error instanceof HttpError)) return problem(500);
  const detail = error.message || undefined;
  return problem(error.status, { detail }, error.status === 405 ? { allow: "GET, HEAD" } : {});
}
