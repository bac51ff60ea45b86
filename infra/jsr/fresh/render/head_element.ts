/** Elements that `<Head>` can hold, such as `<title>`: one of the page replaces one of the frame. */
import { type ComponentChildren, Fragment, h, type VNode } from "preact";
import { useContext } from "preact/hooks";
import { InHead } from "../shared/head.ts";
import { currentPage } from "./page_state.ts";
import { raw } from "./raw.ts";

/** Elements that a strict policy wants to know by their nonce. */
const NEEDS_NONCE = ["script", "style"];

interface Props {
  type: string;
  props: Record<string, unknown>;
  /** The element's `key`. */
  name: unknown;
}

/** Such an element: inside `<Head>` it moves to the document's head. Scripts get the nonce. */
export function HeadElement({ type, props, name }: Props): VNode | null {
  const isInHead = useContext(InHead);
  const page = currentPage();
  const nonce = NEEDS_NONCE.includes(type) ? props.nonce || page?.nonce : undefined;
  const element = raw(type, { ...props, nonce, ...(name ? { "data-key": name } : {}) });
  if (!page) return element;
  const id = idOf(type, props, name);
  if (isInHead) {
    page.head.set(id, element);
    return null;
  }
  const replacement = page.head.get(id);
  page.head.delete(id);
  return replacement ?? element;
}

/** What of the page's head has replaced nothing. */
export function RemainingHead(): ComponentChildren {
  return h(Fragment, null, ...(currentPage()?.head.values() ?? []));
}

/** Attributes in which two elements that stand for the same thing can differ. */
const CONTENT = ["children", "nonce", "ref"];
const CONTENT_OF: Record<string, string> = { meta: "content", link: "href" };

/** Says which elements replace each other: by key, else by kind and attributes. */
function idOf(type: string, props: Record<string, unknown>, key: unknown): string {
  if (key !== null && key !== undefined) return String(key);
  if (type === "title") return type;
  const names = Object.keys(props).sort()
    .filter((name) => !CONTENT.includes(name) && name !== CONTENT_OF[type]);
  return JSON.stringify([type, ...names.map((name) => [name, textOf(props[name])])]);
}

function textOf(value: unknown): string {
  const html = (value as { __html?: unknown } | null)?.__html;
  return String(html ?? value);
}
