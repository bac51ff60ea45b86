/** What every page of the dashboard is given, and Fresh's helpers typed with it. */
import { createDefine } from "fresh";
import type { Data } from "./data/types.ts";

/** `ctx.state` of every request. */
export interface State {
  /** The data functions; see `Data`. */
  data: Data;
  /** Whether a password is set, so that pages show "Sign out". */
  login: boolean;
}

/** Identity functions that type handlers, pages and middlewares. */
export const define = createDefine<State>();
