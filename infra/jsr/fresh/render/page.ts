/** A page: its element inside the app's frame, as a document. */
import { Fragment, h, isValidElement, type VNode } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "npm:preact-render-to-string@6.8.2";
import type { Context, PageComponent } from "../app/context.ts";
import { pageProps } from "../app/handlers.ts";
import type { Build } from "../shared/build.ts";
import "./adapt_elements.ts";
import { elementOf } from "./element.ts";
import { setNonce } from "./nonce.ts";
import { PageState, rendering } from "./page_state.ts";
import { preloadHeader } from "./scripts.ts";

/** Renders `vnode` inside `frame`, if there is one, and answers with the document. */
export async function renderPage<State>(
  ctx: Context<State>,
  build: Build,
  frame: PageComponent<State> | undefined,
  vnode: VNode | null,
  init: ResponseInit = {},
): Promise<Response> {
  if (vnode !== null && !isValidElement(vnode)) throw new TypeError("Expected an element or null");
  let content: VNode | null = vnode;
  const framed = frame && await elementOf(frame, pageProps(ctx, null, () => content));
  if (framed instanceof Response) return framed;

  const page = new PageState(build, ctx.url);
  const html = rendering(page, () => {
    const inner = renderToString(vnode ?? h(Fragment, null));
    content = htmlElement(inner);
    return asDocument(page, framed ? renderToString(framed) : inner);
  });
  return respond(page, html, init);
}

function respond(page: PageState, html: string, init: ResponseInit): Response {
  const headers = new Headers(init.headers);
  headers.set("content-type", "text/html; charset=utf-8");
  const preload = preloadHeader(page);
  if (preload) headers.append("link", preload);
  const response = new Response(html, { ...init, headers });
  setNonce(response, page.nonce);
  return response;
}

/** Adds the parts of a document that `html` lacks. */
function asDocument({ has }: PageState, html: string): string {
  if (!has.body) html = renderToString(h("body", null, htmlElement(html)));
  if (!has.head) html = renderToString(h("head", null, h("meta", { charset: "utf-8" }))) + html;
  if (!has.html) html = renderToString(h("html", null, htmlElement(html)));
  return `<!DOCTYPE html>${html}`;
}

/** An element that is rendered as exactly this HTML. */
function htmlElement(html: string): VNode {
  return jsxTemplate([html]);
}
