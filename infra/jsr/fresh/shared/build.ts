/** What a build gives an app: file routes, islands and static files. */
import type { ComponentType } from "preact";
import type { RouteModule } from "../files/route_module.ts";

/** A component that also runs in the browser. */
export interface Island {
  /** Its name in markers and in the boot script. */
  readonly name: string;
  /** The path of the script that exports it, and under which name. */
  readonly script: string;
  readonly exportName: string;
}

/** A file of the routes folder; an ordinary route's module is loaded when it is first needed. */
export interface RouteFile {
  /** The path below the routes folder, with slashes. */
  readonly path: string;
  readonly module: RouteModule | (() => Promise<RouteModule>);
}

/** A static file by its path in the URL, percent-encoded. */
export interface StaticFile {
  readonly type: string;
  /** A digest of the content for the `ETag` header; null: the file may change. */
  readonly hash: string | null;
  open(): Promise<{ size: number; body: ReadableStream<Uint8Array>; close(): void }>;
}

/** All of it. */
export interface Build {
  /** The path of the script that starts the islands. */
  readonly bootScript: string;
  readonly islands: ReadonlyMap<ComponentType, Island>;
  /** In the order in which they are registered. */
  readonly routes: readonly RouteFile[];
  readonly files: ReadonlyMap<string, StaticFile>;
}

/** The build of an app that was given none. */
export const EMPTY_BUILD: Build = {
  bootScript: "",
  islands: new Map(),
  routes: [],
  files: new Map(),
};
