/** Parts of a page say what they do when a key asks for it. */
import type { Action } from "./keymap.ts";

/** Handles an action; true if it did something, so that nobody else is asked. */
export type Handler = (action: Action) => boolean;

const handlers: Handler[] = [];

/** Adds a handler; the newest is asked first. Returns how to take it away. */
export function onAction(handler: Handler): () => void {
  handlers.unshift(handler);
  return () => {
    const at = handlers.indexOf(handler);
    if (at >= 0) handlers.splice(at, 1);
  };
}

/** Asks the handlers in turn; true if one did it. */
export function perform(action: Action): boolean {
  return handlers.some((handler) => handler(action));
}
