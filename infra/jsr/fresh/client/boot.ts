/** Starts the islands of a page in the browser. */
import { type ComponentType, h, render } from "preact";
import { range } from "./range.ts";

/**
 * Renders each island between its markers.
 *
 * @param islands the components by the names in the markers.
 * @param propsText the props of every island on the page, as JSON.
 */
export function boot(islands: Record<string, ComponentType>, propsText: string): void {
  ownFirstEntry();
  const props: object[] = JSON.parse(propsText);
  for (const { start, end } of markers()) {
    const [name, index] = start.data.split(":").slice(2);
    if (start.parentNode !== end.parentNode) {
      console.error(`Island ${name}: its HTML is nested in a way that browsers rearrange`);
      continue;
    }
    schedule(() => render(h(islands[name], props[Number(index)]), range(start, end)));
  }
}

/** As Fresh does, and as a page has to bear: its own entry of the history is loaded, not followed. */
function ownFirstEntry(): void {
  if (!history.state) history.replaceState({ fClientNav: true }, "");
  addEventListener("popstate", ({ state }) => state?.fClientNav && location.reload());
}

/** Every island's first and last comment. */
function markers(): { start: Comment; end: Comment }[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  const found: { start: Comment; end: Comment }[] = [];
  let start: Comment | undefined;
  while (walker.nextNode()) {
    const comment = walker.currentNode as Comment;
    if (comment.data.startsWith("frsh:island:")) start = comment;
    if (comment.data !== "/frsh:island" || !start) continue;
    found.push({ start, end: comment });
    start = undefined;
  }
  return found;
}

/** Runs a task soon, each on its own, so that a large island doesn't hold up the page. */
function schedule(task: () => void): void {
  const { scheduler } = globalThis as { scheduler?: { postTask(task: () => void): unknown } };
  if (scheduler) scheduler.postTask(task);
  else setTimeout(task, 0);
}
