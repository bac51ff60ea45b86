/** The parts of a document: each notes that it is there, and adds what the page needs. */
import { type ComponentChildren, h, type VNode } from "preact";
import { RemainingHead } from "./head_element.ts";
import { currentPage } from "./page_state.ts";
import { raw } from "./raw.ts";
import { Scripts } from "./scripts.ts";

interface Props {
  children?: ComponentChildren;
}

/** The `<html>` element. */
export function Html(props: Props): VNode {
  note("html");
  return raw("html", props);
}

/** The `<head>` element, and what the page's `<Head>` elements hold. */
export function DocumentHead({ children, ...attributes }: Props): VNode {
  note("head");
  return raw("head", attributes, children, h(RemainingHead, null));
}

/** The `<body>` element, and at its end the script that starts the islands. */
export function Body({ children, ...attributes }: Props): VNode {
  note("body");
  return raw("body", attributes, children, h(Scripts, null));
}

function note(part: "html" | "head" | "body"): void {
  const page = currentPage();
  if (page) page.has[part] = true;
}
