/** A Chromium on this machine, and pages in it that report what went wrong in them. */
import type { Browser, Page } from "playwright-core";

// When it is loaded, playwright-core asks whether this is WSL by reading files that Deno keeps from
// programs without all permissions; under this variable it doesn't ask.
Deno.env.set("__IS_WSL_TEST__", "1");
const { chromium } = await import("playwright-core");

/** What Chromium and Chrome are called. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Where they lie on systems that don't put them on a `PATH`. */
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser that tests use: `CHROME`, or one on the `PATH`; undefined if there is none. */
export function findBrowser(): string | undefined {
  const chosen = Deno.env.get("CHROME");
  if (chosen) return chosen;
  const isWindows = Deno.build.os === "windows";
  const folders = (Deno.env.get("PATH") ?? "").split(isWindows ? ";" : ":");
  const paths = folders.flatMap((folder) =>
    NAMES.map((name) => `${folder}/${name}${isWindows ? ".exe" : ""}`)
  );
  return [...paths, ...PLACES].find(isFile);
}

/**
 * Starts the browser. With `endsProcess`, Ctrl-C ends it and at once this process too; a program
 * that has something to clean up does that itself.
 *
 * @throws {Error} if there is none; ask `findBrowser` before.
 */
export function launch({ endsProcess = true } = {}): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error("No Chromium or Chrome: set CHROME to one");
  const signals = { handleSIGINT: endsProcess, handleSIGTERM: endsProcess };
  return chromium.launch({ executablePath, args: FLAGS, ...signals, handleSIGHUP: endsProcess });
}

/** How a page is opened. */
export interface PageOptions {
  /** CSS pixels. Default: 1440 x 1000. */
  readonly width?: number;
  readonly height?: number;
  /** Default: light. */
  readonly scheme?: "light" | "dark";
  /** Default: true. */
  readonly script?: boolean;
  /** Such as `Asia/Tokyo`. Default: that of this machine. */
  readonly timezone?: string;
}

/** A page and everything that went wrong in it: console errors, exceptions, failed requests. */
export interface WatchedPage {
  readonly page: Page;
  readonly faults: string[];
}

/** Opens a page in a profile of its own. */
export async function openPage(
  browser: Browser,
  url: string,
  { width = 1440, height = 1000, scheme = "light", script = true, timezone }: PageOptions = {},
): Promise<WatchedPage> {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: scheme,
    javaScriptEnabled: script,
    timezoneId: timezone,
    acceptDownloads: true,
  });
  const faults: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.stack ?? error.message));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(url);
  return { page, faults };
}

/** Lets a page believe that it is hidden, or seen again. */
export function hide(page: Page, hidden: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

/** Where pictures of pages are kept to be looked at. */
const SCREENSHOTS = new URL("../../infra/.data/screenshots/", import.meta.url);

/** Keeps a picture of a page as it is. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await Deno.mkdir(SCREENSHOTS, { recursive: true });
  const picture = await page.screenshot();
  await Deno.writeFile(new URL(`${name}.png`, SCREENSHOTS), picture);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
