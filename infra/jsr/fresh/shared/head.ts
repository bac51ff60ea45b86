import { type ComponentChildren, createContext, h } from "preact";
import { useContext } from "preact/hooks";

/** Whether an element is inside `<Head>`, and whether inside an island. */
export const InHead = createContext(false);
export const InIsland = createContext(false);

/** What `Head` is given. */
export interface HeadProps {
  children?: ComponentChildren;
}

/**
 * Moves its children to the document's head, where they replace those of the same kind.
 *
 * @throws {TypeError} in an island: there, set `document.title` in an effect.
 */
export function Head({ children }: HeadProps): ComponentChildren {
  const isInIsland = useContext(InIsland) || typeof document !== "undefined";
  if (isInIsland) throw new TypeError("<Head> can't be used in an island here");
  return h(InHead.Provider, { value: true }, children);
}
