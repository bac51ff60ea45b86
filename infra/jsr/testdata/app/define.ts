import { createDefine } from "fresh";

/** What the middlewares leave for the pages. */
export interface State {
  user?: string;
}

export const define = createDefine<State>();
