/** A request on its way through the app. */
import type { AnyComponent, VNode } from "preact";
import type { Build } from "../shared/build.ts";
import { renderPage } from "../render/page.ts";
import type { PageProps } from "./handlers.ts";

/** A component that is given a page's props. */
export type PageComponent<State> = AnyComponent<PageProps<unknown, State>>;

/** What a context is made of. */
export interface ContextInit {
  readonly req: Request;
  readonly url: URL;
  readonly info: Deno.ServeHandlerInfo;
  readonly route: string | null;
  readonly params: Record<string, string>;
  readonly next: () => Promise<Response>;
  readonly build: Build;
}

/** Reads the build that a request is answered from. */
export let buildOf: <State>(ctx: Context<State>) => Build;
/** Sets what is rendered around the pages of a request. */
export let setFrame: <State>(ctx: Context<State>, frame: PageComponent<State>) => void;

/** What every middleware and handler is given. */
export class Context<State> {
  readonly req: Request;
  /** The request's URL; slashes in a row are one. */
  readonly url: URL;
  /** The matched path as it was registered, or null. */
  readonly route: string | null;
  readonly params: Record<string, string>;
  readonly info: Deno.ServeHandlerInfo;
  /** What middlewares leave for those after them. */
  readonly state: State = {} as State;
  /** What was thrown, in error pages. */
  error: unknown | null = null;
  /** Runs what comes after this middleware. */
  next: () => Promise<Response>;
  readonly #build: Build;
  #frame?: PageComponent<State>;

  static {
    buildOf = (ctx) => ctx.#build;
    setFrame = (ctx, frame) => ctx.#frame = frame;
  }

  constructor(init: ContextInit) {
    this.req = init.req;
    this.url = init.url;
    this.route = init.route;
    this.params = init.params;
    this.info = init.info;
    this.next = init.next;
    this.#build = init.build;
  }

  /** Renders an element inside the app's frame; adds what the document lacks. */
  // deno-lint-ignore no-explicit-any -- the real signature
  render(vnode: VNode<any> | null, init?: ResponseInit): Promise<Response> {
    return renderPage(this, this.#build, this.#frame, vnode, init);
  }

  /** Redirects to a path or URL; a path stays on this host. */
  redirect(pathOrUrl: string, status = 302): Response {
    const [, path, rest] = pathOrUrl.match(/^([^?#]*)(.*)$/s)!;
    const location = pathOrUrl.startsWith("/") ? path.replaceAll(/\/+/g, "/") + rest : pathOrUrl;
    return new Response(null, { status, headers: { location } });
  }

  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  // deno-lint-ignore no-explicit-any -- the real signature
  json(content: any, init?: ResponseInit): Response {
    return Response.json(content, init);
  }
}

/** Another name of `Context`. */
export type FreshContext<State = unknown> = Context<State>;
