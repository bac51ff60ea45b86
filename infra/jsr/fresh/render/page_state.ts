/** What is gathered while a page is rendered. Rendering is synchronous, so one page at a time. */
import type { VNode } from "preact";
import type { Build, Island } from "../shared/build.ts";
import { propsText } from "./props.ts";

/** A page in the making. */
export class PageState {
  /** The number that its scripts and styles carry: what is not from here doesn't run. */
  readonly nonce = crypto.randomUUID().replaceAll("-", "");
  /** What `<Head>` elements hold, until the document's head takes it. */
  readonly head = new Map<string, VNode>();
  readonly islands = new Set<Island>();
  /** The props of each island on the page, as JSON. */
  readonly props: string[] = [];
  /** Which parts of a document are rendered already. */
  readonly has = { html: false, head: false, body: false, scripts: false };

  constructor(readonly build: Build, readonly url: URL) {}

  /** Notes that an island is on the page and returns the number of its props. */
  addIsland(island: Island, props: object): number {
    this.islands.add(island);
    return this.props.push(propsText(island.name, props)) - 1;
  }
}

let current: PageState | undefined;

/** The page that is being rendered, if any. */
export function currentPage(): PageState | undefined {
  return current;
}

/** Runs `render` with `page` as the current one. */
export function rendering<T>(page: PageState, render: () => T): T {
  current = page;
  try {
    return render();
  } finally {
    current = undefined;
  }
}
