/** The comments that tell the browser where an island is, which one, and with which props. */
import { type ComponentChildren, type ComponentType, Fragment, h } from "preact";
import { useContext } from "preact/hooks";
import { InIsland } from "../shared/head.ts";
import { currentPage } from "./page_state.ts";
import { raw } from "./raw.ts";

interface Props {
  component: ComponentType;
  props: object;
  /** The element's `key`. */
  name: unknown;
}

/** A component that is an island, unless it is inside another one and so part of that. */
export function IslandMarkers({ component, props, name }: Props): ComponentChildren {
  const isPart = useContext(InIsland);
  const element = raw(component, props);
  const page = currentPage();
  const island = page?.build.islands.get(component);
  if (!page || !island || isPart) return element;
  const key = String(name ?? "").replaceAll(":", "_");
  return h(
    Fragment,
    null,
    comment(`frsh:island:${island.name}:${page.addIsland(island, props)}:${key}`),
    h(InIsland.Provider, { value: true }, element),
    comment("/frsh:island"),
  );
}

/** A comment, as preact-render-to-string writes it. */
function comment(text: string): ComponentChildren {
  return h(Fragment, { UNSTABLE_comment: text } as object);
}
