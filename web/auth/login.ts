/** Signing in with the one password of the dashboard. */
import type { Context } from "fresh";
import type { State } from "../utils.ts";
import { isForPrograms } from "../http/api_errors.ts";
import { problem } from "../http/problem.ts";
import { Attempts } from "./attempts.ts";
import { sameText } from "./password.ts";
import { SESSION_SECONDS, Sessions } from "./sessions.ts";

const COOKIE = "ledgerline_session";
const LONGEST_FORM = 10_000; // bytes
const OPEN_PATHS = ["/login", "/logout"];

/** Lets in who knows the password; everybody, if there is none. */
export class Login {
  readonly #sessions: Sessions;
  readonly #attempts: Attempts;

  constructor(private readonly password: string, now: () => number = Date.now) {
    this.#sessions = new Sessions(now);
    this.#attempts = new Attempts(now);
  }

  /** Whether there is a password. */
  get required(): boolean {
    return this.password !== "";
  }

  /**
   * Whether a request may pass: by its session, or by the password itself in `Authorization: Basic`
   * (any user name), which is for programs.
   */
  allows(ctx: Context<State>): boolean {
    if (!this.required || this.#sessions.has(tokenOf(ctx.req))) return true;
    const password = basicPassword(ctx.req);
    return password !== undefined && this.#isRight(password, addressOf(ctx)) === 0;
  }

  /** Passes requests that may, sends people to sign in and tells programs that they have to. */
  guard = async (ctx: Context<State>): Promise<Response> => {
    const { pathname, search } = ctx.url;
    if (OPEN_PATHS.includes(pathname) || this.allows(ctx)) return await ctx.next();
    // What starts and watches the dashboard may ask whether it does well, and no more than that.
    if (pathname === "/api/health" && !isScript(ctx.req)) return await withoutBody(ctx);
    if (isForPrograms(pathname)) return unauthorized(ctx.req);
    return ctx.redirect(`/login?${new URLSearchParams({ next: pathname + search })}`, 303);
  };

  /** Answers the form of `/login`. */
  signIn = async (ctx: Context<State>): Promise<Response> => {
    const { password, next } = await readForm(ctx.req);
    const wait = this.required ? this.#isRight(password, addressOf(ctx)) : 0;
    if (wait !== 0) return refuse(ctx, wait, next);
    const response = ctx.redirect(next, 303);
    response.headers.set("set-cookie", cookie(ctx, this.#sessions.begin(), SESSION_SECONDS));
    return response;
  };

  /** Answers `/logout`. */
  signOut = (ctx: Context<State>): Response => {
    this.#sessions.end(tokenOf(ctx.req));
    const response = ctx.redirect("/login", 303);
    response.headers.set("set-cookie", cookie(ctx, "", 0));
    return response;
  };

  /** 0 if it is, otherwise the seconds to wait before another try, or -1 for none. */
  #isRight(password: string, address: string): number {
    const wait = this.#attempts.wait(address);
    if (wait > 0) return wait;
    if (sameText(password, this.password)) return 0;
    this.#attempts.fail(address);
    return -1;
  }
}

/** To a page's script without the challenge, for which a browser would open a window of its own. */
function unauthorized(req: Request): Response {
  const detail = "Sign in first, or send the password as Basic authorization";
  const challenge = { "www-authenticate": 'Basic realm="Ledgerline", charset="UTF-8"' };
  return problem(401, { detail }, isScript(req) ? {} : challenge);
}

/** Over plain HTTP from another machine browsers don't say it themselves: `Sec-Fetch-*` is left out. */
function isScript({ headers }: Request): boolean {
  return headers.get("sec-fetch-dest") === "empty" || headers.has("x-requested-with") ||
    headers.get("accept") === "text/event-stream";
}

async function withoutBody(ctx: Context<State>): Promise<Response> {
  const { status } = await ctx.next();
  return Response.json({ status: status < 500 ? "ok" : "down", parts: {} }, { status });
}

function refuse(ctx: Context<State>, wait: number, next: string): Response {
  const reason = wait > 0 ? "wait" : "password";
  const response = ctx.redirect(`/login?${new URLSearchParams({ problem: reason, next })}`, 303);
  if (wait > 0) response.headers.set("retry-after", String(wait));
  return response;
}

async function readForm(req: Request): Promise<{ password: string; next: string }> {
  const length = Number(req.headers.get("content-length") ?? LONGEST_FORM + 1);
  if (length > LONGEST_FORM) return { password: "", next: "/" };
  const form = await req.formData().catch(() => new FormData());
  return { password: String(form.get("password") ?? ""), next: ownPath(form.get("next")) };
}

/** Only a path of this site: a browser takes `//host` and `/\host` for another one and drops tabs. */
function ownPath(next: FormDataEntryValue | null): string {
  return typeof next === "string" && /^\/(?![/\\])\P{Cc}*$/u.test(next) ? next : "/";
}

function cookie(ctx: Context<State>, token: string, seconds: number): string {
  const isSecure = ctx.url.protocol === "https:" ||
    ctx.req.headers.get("x-forwarded-proto") === "https";
  return `${COOKIE}=${token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${seconds}` +
    (isSecure ? "; Secure" : "");
}

function tokenOf(req: Request): string {
  const cookies = (req.headers.get("cookie") ?? "").split(/; */);
  const own = cookies.find((text) => text.startsWith(`${COOKIE}=`));
  return own?.slice(COOKIE.length + 1) ?? "";
}

function basicPassword(req: Request): string | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(req.headers.get("authorization") ?? "") ??
    [];
  if (encoded === undefined) return undefined;
  try {
    const text = new TextDecoder().decode(Uint8Array.fromBase64(encoded));
    return text.slice(text.indexOf(":") + 1);
  } catch {
    return undefined;
  }
}

function addressOf({ info }: Context<State>): string {
  return info.remoteAddr.transport === "tcp" ? info.remoteAddr.hostname : "local";
}
