/** What a link to a path of this site says about where the reader is. */
export interface LinkState {
  "aria-current"?: "page" | "true";
  "data-current"?: "true";
  "data-ancestor"?: "true";
}

/**
 * Marks a link to the page itself, and one to a page above it in the path. A link to the same path
 * with another query counts as above.
 */
export function linkState(page: URL, props: Record<string, unknown>): LinkState {
  const { href } = props;
  if (typeof href !== "string" || !href.startsWith("/")) return {};
  if (props["aria-current"] !== undefined) return {};
  const link = new URL(href, "http://localhost");
  const [here, there] = [withoutEnd(page.pathname), withoutEnd(link.pathname)];
  if (here === there && (link.search === "" || link.search === page.search)) {
    return { "aria-current": "page", "data-current": "true" };
  }
  const isAbove = here === there || there === "/" || here.startsWith(`${there}/`);
  return isAbove ? { "aria-current": "true", "data-ancestor": "true" } : {};
}

function withoutEnd(path: string): string {
  return path !== "/" && path.endsWith("/") ? path.slice(0, -1) : path;
}
