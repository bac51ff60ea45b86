/** Builds what an app needs besides its code: the islands' scripts and a list of its files. */
import { join, resolve } from "node:path";
import { type App, setBuild } from "../app/app.ts";
import type { Build } from "../shared/build.ts";
import { buildId } from "../shared/build_id.ts";
import { bundle } from "./bundle.ts";
import { findConfig } from "./deno_config.ts";
import { listIslands, listRoutes } from "./list_sources.ts";
import { listStatic } from "./list_static.ts";
import { buildInMemory } from "./memory_build.ts";
import { writeBuild } from "./disk_build.ts";
import type { Plan } from "./plan.ts";

/** Where an app's files are, relative to `root`. */
export interface BuildOptions {
  /** Default: the current folder. */
  root?: string;
  /** Where the build is written. Default `_fresh`. */
  outDir?: string;
  /** Default `static`. */
  staticDir?: string;
  /** Default `islands`. */
  islandDir?: string;
  /** Default `routes`. */
  routeDir?: string;
  /** The module that exports `app`. Default `main.ts`. */
  serverEntry?: string;
}

/** Builds an app. */
// deno-lint-ignore no-explicit-any -- the real signature
export class Builder<State = any> {
  readonly #options: Required<BuildOptions>;

  constructor({
    root = ".",
    outDir = "_fresh",
    staticDir = "static",
    islandDir = "islands",
    routeDir = "routes",
    serverEntry = "main.ts",
  }: BuildOptions = {}) {
    this.#options = { root: resolve(root), outDir, staticDir, islandDir, routeDir, serverEntry };
  }

  /**
   * Builds to disk, for `_fresh/server.js` to be imported; or, for tests, in memory: then the
   * result gives the build to an app.
   */
  async build(
    { snapshot = "disk" }: { snapshot?: "disk" | "memory" } = {},
  ): Promise<(app: App<State>) => void> {
    const plan = await this.#plan();
    const scripts = await bundle(plan);
    if (snapshot === "disk") {
      await writeBuild(plan, scripts);
      return () => {
        throw new TypeError(`The build is on disk: import ${join(plan.outDir, "server.js")}`);
      };
    }
    const build: Build = await buildInMemory(plan, scripts);
    return (app) => setBuild(app, build);
  }

  async #plan(): Promise<Plan> {
    const { root, ...dirs } = this.#options;
    const outDir = resolve(root, dirs.outDir);
    const routeDir = resolve(root, dirs.routeDir);
    return {
      id: buildId(),
      root,
      outDir,
      routeDir,
      serverEntry: resolve(root, dirs.serverEntry),
      config: await findConfig(root),
      islands: await listIslands([resolve(root, dirs.islandDir), routeDir]),
      routes: await listRoutes(routeDir),
      files: await listStatic(resolve(root, dirs.staticDir), outDir),
    };
  }
}
