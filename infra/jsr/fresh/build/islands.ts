/** Which components are islands. */
import type { ComponentType } from "preact";
import { adaptIsland } from "../render/adapt_elements.ts";
import type { Island } from "../shared/build.ts";
import { namer } from "./list_sources.ts";

/** A module with islands, imported. */
export interface LoadedIslands {
  readonly name: string;
  readonly script: string;
  readonly module: Record<string, unknown>;
}

/** Makes an island of every function that such a module exports. */
export function islandsIn(modules: readonly LoadedIslands[]): Map<ComponentType, Island> {
  const islands = new Map<ComponentType, Island>();
  const uniqueName = namer();
  for (const { name, script, module } of modules) {
    for (const [exportName, value] of Object.entries(module)) {
      if (typeof value !== "function") continue;
      const island = { name: uniqueName(exportName === "default" ? name : exportName) };
      islands.set(value as ComponentType, { ...island, script, exportName });
      adaptIsland(value as ComponentType);
    }
  }
  return islands;
}
