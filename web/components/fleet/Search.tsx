import { useRef } from "preact/hooks";
import { useAction } from "../parts/hooks.ts";
import type { FleetView } from "../../client/fleet/view.ts";

/** Finds devices by a part of their id; a form, so that it also works without script. */
export function Search(
  { view, onSearch }: {
    readonly view: FleetView;
    readonly onSearch: (q: string) => void;
  },
) {
  const input = useRef<HTMLInputElement>(null);
  useAction((action) => {
    const field = input.current!;
    if (action.do === "search") {
      field.focus();
      field.select();
      return true;
    }
    if (action.do !== "escape" || field.value === "") return false;
    field.value = "";
    onSearch("");
    field.blur();
    return true;
  });
  return (
    <form class="inline" role="search" onSubmit={(event) => event.preventDefault()}>
      {view.show !== "all" && <input type="hidden" name="show" value={view.show} />}
      {view.layout !== "tiles" && <input type="hidden" name="layout" value={view.layout} />}
      <label class="st">
        <small>Search id</small>
        <input
          ref={input}
          type="search"
          name="q"
          autocomplete="off"
          value={view.q}
          onInput={(event) => onSearch(event.currentTarget.value)}
        />
      </label>
      <kbd class="p1">/</kbd>
    </form>
  );
}
