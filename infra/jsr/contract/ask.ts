import type { App } from "fresh";

/** Asks an app for a path, as if over the network. */
export function ask<State>(app: App<State>, path: string, init?: RequestInit): Promise<Response> {
  return app.handler()(new Request(`http://localhost${path}`, init));
}

/** The text of the answer. */
export async function textOf<State>(app: App<State>, path: string): Promise<string> {
  return await (await ask(app, path)).text();
}
