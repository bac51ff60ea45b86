/** What the files that a build writes import; nobody else does. */
export { start } from "./build/start.ts";
