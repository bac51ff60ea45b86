/**
 * Changes elements as they are made, before they are rendered: static files get lasting URLs,
 * links know the page they are on, and islands and the parts of the document are rendered by
 * components of ours.
 */
import { type ComponentType, options, type VNode } from "preact";
import { asset } from "../shared/asset.ts";
import { Body, DocumentHead, Html } from "./document.ts";
import { HeadElement } from "./head_element.ts";
import { IslandMarkers } from "./island_markers.ts";
import { linkState } from "./link_state.ts";
import { currentPage } from "./page_state.ts";
import { makingRaw } from "./raw.ts";

// deno-lint-ignore no-explicit-any -- elements of any type
type AnyVNode = VNode<any>;

const DOCUMENT: Record<string, ComponentType> = { html: Html, head: DocumentHead, body: Body };
const HEAD = ["title", "meta", "link", "script", "style", "base", "noscript", "template"];

const islands = new WeakSet<ComponentType>();

/** Has a component's elements be rendered with an island's markers, where they are islands. */
export function adaptIsland(component: ComponentType): void {
  islands.add(component);
}

const previous = options.vnode;
options.vnode = (vnode) => {
  if (!makingRaw()) adapt(vnode);
  previous?.(vnode);
};

function adapt(vnode: AnyVNode): void {
  const { type, props, key } = vnode;
  if (typeof type === "function") {
    if (islands.has(type)) replace(vnode, IslandMarkers, { component: type, props, name: key });
    return;
  }
  adaptAttributes(type, props);
  if (type in DOCUMENT) replace(vnode, DOCUMENT[type], props);
  else if (HEAD.includes(type)) replace(vnode, HeadElement, { type, props, name: key });
}

function adaptAttributes(type: string, props: Record<string, unknown>): void {
  const page = currentPage();
  if (type === "img" || type === "source") {
    if (typeof props.src === "string") props.src = asset(props.src);
  } else if (page && type === "a") {
    Object.assign(props, linkState(page.url, props));
  }
}

function replace(vnode: AnyVNode, type: unknown, props: object): void {
  vnode.type = type as ComponentType;
  vnode.props = props;
}
