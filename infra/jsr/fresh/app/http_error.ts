import { STATUS_CODES } from "node:http";

/** The status codes of errors. */
// deno-fmt-ignore
export type ErrorStatus =
  | 400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415
  | 416 | 417 | 418 | 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451
  | 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;

/** An error that becomes a response of that status; its message is shown to the user. */
export class HttpError extends Error {
  override name = "HttpError";
  status: ErrorStatus;

  constructor(status: ErrorStatus, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Where Fresh words a status otherwise than Node.js. */
const OTHER_WORDS: Partial<Record<ErrorStatus, string>> = {
  407: "Proxy Auth Required",
  413: "Content Too Large",
  418: "I'm a teapot",
};

/** What is said of an error that nobody handles; one that is the server's fault is logged. */
export function defaultErrorResponse(error: unknown): Response {
  if (!(error instanceof HttpError)) {
    console.error(error);
    return new Response("Internal server error", { status: 500 });
  }
  if (error.status >= 500) console.error(error);
  const text = error.message || (OTHER_WORDS[error.status] ?? STATUS_CODES[error.status]);
  return new Response(text, { status: error.status });
}
