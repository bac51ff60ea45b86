/** Keys of the page, from one listener. */
import { shortcuts } from "../settings.ts";
import { perform } from "./actions.ts";
import { Keymap } from "./keymap.ts";

/** Performs what keys ask for; returns how to stop. */
export function listenToKeys(): () => void {
  const keymap = new Keymap();
  const press = (event: KeyboardEvent) => {
    // An open dialog closes itself on Esc, and keys in it are its own.
    if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
    const action = keymap.press(event, event.timeStamp, isTyping(event), shortcuts.peek());
    if (action === undefined) return;
    if (action.do === "go") location.assign(action.to);
    else if (!perform(action)) return;
    event.preventDefault();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}

function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox]), select, textarea");
}
