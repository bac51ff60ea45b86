import { asset } from "../shared/asset.ts";

const URL_FUNCTION = /url\((["']?)([^"')\s]+)\1\)/g;

/** Whether a static file is a style sheet. */
export function isCss(file: string): boolean {
  return file.endsWith(".css");
}

/** A style sheet whose references to static files are cached for good. */
export function withLastingUrls(css: string): string {
  return css.replaceAll(URL_FUNCTION, (_, _quote, url) => `url(${JSON.stringify(asset(url))})`);
}
