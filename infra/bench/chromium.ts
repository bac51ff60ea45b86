/** The browser that measurements of the dashboard look through. */
import type { Browser } from "playwright-core";
import { SetupError } from "../../devices/lib/program.ts";

/**
 * Starts a headless Chromium; only then is the library loaded that steers it.
 *
 * @throws {SetupError} if there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  const { findBrowser, launch } = await import("../../web/browser/browser.ts");
  if (findBrowser() !== undefined) return await launch({ endsProcess: false });
  throw new SetupError("There is no Chromium or Chrome: install one, or set CHROME to its path");
}
