import { Fragment, type RefObject } from "preact";
import { KEYS } from "../../client/keys/keymap.ts";
import { setShortcuts, shortcuts } from "../../client/settings.ts";

/** The list of keys, as a dialog; `?` and the button open it. */
export function KeyList({ dialog }: { readonly dialog: RefObject<HTMLDialogElement> }) {
  return (
    <dialog ref={dialog} aria-labelledby="keys-title">
      <div class="head">
        <h2 id="keys-title">Keys</h2>
        <form method="dialog" class="end">
          <button type="submit">
            Close <kbd>Esc</kbd>
          </button>
        </form>
      </div>
      <dl>
        {KEYS.map(([keys, what]) => (
          <Fragment key={what}>
            <dt>{keys.map((key) => key === "…" ? " … " : <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{what}</dd>
          </Fragment>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          checked={shortcuts.value}
          onChange={(event) => setShortcuts(localStorage, event.currentTarget.checked)}
        />{" "}
        Single keys act (Esc always does)
      </label>
    </dialog>
  );
}
