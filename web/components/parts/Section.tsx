import type { ComponentChildren } from "preact";

/** A part of a page under a heading on a rule. */
export function Section(
  { title, note, end, id, class: extra, children }: {
    readonly title: ComponentChildren;
    /** Small words beside the heading. */
    readonly note?: ComponentChildren;
    /** At the right end of the heading. */
    readonly end?: ComponentChildren;
    readonly id?: string;
    readonly class?: string;
    readonly children: ComponentChildren;
  },
) {
  return (
    <section class={extra ? `sec ${extra}` : "sec"} id={id}>
      <div class="head">
        <h2>
          {title}
          {note !== undefined && <small>{note}</small>}
        </h2>
        {end !== undefined && <div class="end">{end}</div>}
      </div>
      {children}
    </section>
  );
}

/** A table that scrolls sideways on its own where the window is narrow. */
export function Scroll(
  { label, children }: { readonly label: string; readonly children: ComponentChildren },
) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
