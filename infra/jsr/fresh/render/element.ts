import { h, type VNode } from "preact";
import type { PageComponent } from "../app/context.ts";
import type { PageProps } from "../app/handlers.ts";

/**
 * A page's element. A component that is an async function is run here; it may answer with a
 * response of its own.
 */
export async function elementOf<State>(
  component: PageComponent<State>,
  props: PageProps<unknown, State>,
): Promise<VNode | Response | null> {
  if (component.constructor.name !== "AsyncFunction") return h(component, props) as VNode;
  const run = component as unknown as (props: unknown) => Promise<VNode | Response | null>;
  return await run(props);
}
