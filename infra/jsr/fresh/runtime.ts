/** What runs on the server and in islands alike. */
export { asset } from "./shared/asset.ts";
export { Head, type HeadProps } from "./shared/head.ts";

/** Whether this runs in a browser. */
export const IS_BROWSER = typeof document !== "undefined";
