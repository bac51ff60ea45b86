import { Builder } from "fresh/dev";

/** A small app with file routes and islands. */
const FIXTURE = new URL("../testdata/app", import.meta.url).pathname;

/** What builds it. Run outside of tests: Fresh leaves its bundler running, and a test would mind. */
export const builder = new Builder({ root: FIXTURE, serverEntry: "app.ts" });
