/** Going back and forth between the addresses of one page. */

/**
 * Calls `visited` when somebody goes back or forward; returns how to stop. Fresh takes the entry of
 * the history with which a page is loaded for its own, and loads the page anew when one goes back to
 * it (2.3.3, `runtime/client/partials.ts`): here a page follows its address itself.
 */
export function onVisit(visited: () => void): () => void {
  if (history.state !== null) history.replaceState(null, "");
  addEventListener("popstate", visited);
  return () => removeEventListener("popstate", visited);
}
