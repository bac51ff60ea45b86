/** What several components ask for. */
import { useEffect } from "preact/hooks";
import { type Handler, onAction } from "../../client/keys/actions.ts";
import { clock } from "../../client/live/session.ts";

/** The server's time, ticking in the browser; until then the time at which the page was made. */
export function useNow(made: number): number {
  return clock.value || made;
}

/** Handles keys while the component is there. `handler` is that of the first rendering. */
export function useAction(handler: Handler): void {
  useEffect(() => onAction(handler), []);
}

/** Runs an effect once, in the browser, and its clean-up when the component goes. */
export function useMount(start: () => (() => void) | void): void {
  useEffect(start, []);
}
