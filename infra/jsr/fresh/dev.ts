/** What builds an app. */
export { Builder, type BuildOptions } from "./build/builder.ts";
