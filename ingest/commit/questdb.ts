/** One address of a QuestDB over HTTP: lines by `/write`, SQL by `/exec`. */
import { Buffer } from "node:buffer";

/** What became of a request with lines. */
export type WriteResult =
  | { readonly kind: "stored" }
  /** That row (counted from 0) is at fault; nothing of the request was stored. */
  | { readonly kind: "refused"; readonly row: number; readonly message: string }
  /** Nothing was stored, or nobody knows; `answered` if the rows themselves may be the cause. */
  | { readonly kind: "failed"; readonly answered: boolean; readonly message: string };

/** An answer to SQL: one object per row, by column name. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** QuestDB did not do what it was asked to. */
export class DatabaseError extends Error {
  override name = "DatabaseError";

  /** `status` is HTTP's, undefined if there was no answer. */
  constructor(message: string, readonly status?: number) {
    super(message);
  }
}

/** Whom to ask, and as whom. */
export interface QuestDbOptions {
  readonly username?: string;
  readonly password?: string;
  readonly fetch?: typeof fetch;
}

/** A request that takes longer has failed, unless more patience is asked for. */
const PATIENCE = 10_000; // ms
const PIECE = 131_072; // bytes

/**
 * An address of a QuestDB. (The transport of QuestDB's own client turns an answer of 500, like a
 * refused connection, into a timeout ten seconds later, and can't be aborted.)
 */
export class QuestDb {
  readonly #headers: Record<string, string>;
  readonly #fetch: typeof fetch;

  constructor(readonly url: string, options: QuestDbOptions = {}) {
    const { username = "", password = "" } = options;
    const login = Buffer.from(`${username}:${password}`).toString("base64");
    this.#headers = username === "" ? {} : { authorization: `Basic ${login}` };
    this.#fetch = options.fetch ?? fetch;
  }

  /**
   * Runs one SQL statement, which may take `patience` milliseconds.
   *
   * @throws {DatabaseError} if the database refuses it or does not answer.
   */
  async exec(sql: string, signal?: AbortSignal, patience = PATIENCE): Promise<Rows> {
    const path = `/exec?query=${encodeURIComponent(sql)}`;
    const { status, text } = await this.#ask(path, {}, signal, patience);
    const answer = parse(text);
    if (status !== 200 || answer.error) {
      throw new DatabaseError(oneLine(String(answer.error ?? `${status} ${text}`)), status);
    }
    return toRows(answer);
  }

  /** Sends lines of the line protocol, all of one table: all of them are stored or none. */
  async write(lines: Uint8Array<ArrayBuffer>, signal?: AbortSignal): Promise<WriteResult> {
    try {
      const body = ReadableStream.from(pieces(lines));
      const { status, text } = await this.#ask("/write", { method: "POST", body }, signal);
      return readAnswer(status, text);
    } catch (error) {
      return { kind: "failed", answered: false, message: (error as Error).message };
    }
  }

  async #ask(path: string, init: RequestInit, signal?: AbortSignal, patience = PATIENCE) {
    const controller = new AbortController();
    const abort = () => controller.abort();
    const timer = setTimeout(abort, patience);
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted) abort();
    try {
      const options = { ...init, headers: this.#headers, signal: controller.signal };
      const response = await this.#fetch(new URL(path, this.url), options);
      return { status: response.status, text: await response.text() };
    } catch (error) {
      const reason = signal?.aborted ? "given up" : why(error, patience);
      throw new DatabaseError(`${this.url}: ${reason}`);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }
}

/** A body in pieces is read from where it lies; given whole, it would be copied whole, and twice. */
function* pieces(bytes: Uint8Array<ArrayBuffer>) {
  for (let i = 0; i < bytes.length; i += PIECE) yield bytes.subarray(i, i + PIECE);
}

/** What `/write` said. 204 means committed to the write-ahead log. */
function readAnswer(status: number, text: string): WriteResult {
  if (status === 204) return { kind: "stored" };
  const { message = text, line } = parse(text);
  if (status === 400 && typeof line === "number" && !isOfTable(String(message))) {
    return { kind: "refused", row: line - 1, message: firstFault(String(message)) };
  }
  const answered = (status === 400 || status === 500) && !isOfTable(String(message));
  return { kind: "failed", answered, message: `${status} ${firstFault(String(message))}` };
}

/** A missing table is no fault of the row that named it first. */
function isOfTable(message: string): boolean {
  return message.includes("table does not exist");
}

/** The message without its preamble: `error in line 2: table: …` */
function firstFault(message: string): string {
  return oneLine(
    message.replace(/^failed to parse line protocol:\s*errors encountered on line\(s\):/, ""),
  );
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function parse(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {}; // some proxy's page
  }
}

function toRows({ columns = [], dataset = [] }: Record<string, unknown>): Rows {
  const names = (columns as { name: string }[]).map(({ name }) => name);
  return (dataset as unknown[][]).map((values) =>
    Object.fromEntries(names.map((name, i) => [name, values[i]]))
  );
}

/** fetch() hides its reason in the cause, behind the address that we name ourselves. */
function why(error: unknown, patience: number): string {
  const { name, message, cause } = error as Error;
  if (name === "AbortError") return `no answer within ${patience / 1000} s`;
  const reason = cause instanceof Error ? cause.message : message;
  return reason.replace(/^error sending request for url \([^)]*\): /, "");
}
