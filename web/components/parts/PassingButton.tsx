import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** A button that goes when it has done its work. Focus does not go with it: the heading takes it. */
export function PassingButton(
  { class: extra, onClick, children }: {
    readonly class?: string;
    readonly onClick: () => void;
    readonly children: ComponentChildren;
  },
) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => () => {
    if (button.current === document.activeElement) focusHeading(button.current!);
  }, []);
  return <button type="button" class={extra} ref={button} onClick={onClick}>{children}</button>;
}

/** Focuses the heading of the part in which an element is; nothing moves on the screen. */
function focusHeading(element: HTMLElement): void {
  const heading = element.closest("section, main")?.querySelector<HTMLElement>("h1, h2");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
