/** The dashboard in a real browser, on the real pipeline. */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { findBrowser, launch, openPage, screenshot } from "../../../web/browser/browser.ts";
import type { Pipeline } from "../pipeline.ts";
import { Proxy } from "../../rig/proxy.ts";
import type { Stage } from "../stage.ts";

/** Without a browser these tests are reported as skipped. */
const ignore = findBrowser() === undefined;
/** What a page may take to see something, on a machine that has much else to do. */
const PATIENCE = { timeout: 90_000 };

/** Registers the tests. */
export function dashboardTests(stage: Stage): void {
  stage.test("the dashboard shows a device that hangs as stale, then offline, then whole", hang, {
    ignore,
  });
  stage.test("an open page recovers from every restart without a reload", restarts, { ignore });
}

async function hang(pipeline: Pipeline): Promise<void> {
  await using proxy = new Proxy(pipeline.servers.broker.url);
  await pipeline.ingest();
  await pipeline.devices();
  await pipeline.start("device", ["hanging"], { MQTT_URL: proxy.url });
  const dashboard = await pipeline.dashboard();
  await using browser = await launch();
  const { page, faults } = await openPage(browser, dashboard.url);
  await page.locator(".tiles li .uplot").nth(10).waitFor(PATIENCE);
  const tile = page.locator(".tiles li", { hasText: "hanging" });
  const shows = (word: string) => tile.locator(".word", { hasText: word }).waitFor(PATIENCE);
  await shows("online");

  proxy.freeze(); // no byte passes, and nobody is told
  await shows("stale");
  proxy.refuse();
  await shows("offline");
  // These words are shown for seconds, and may come with the first that is not late.
  const filled = tile.locator(".late", { hasText: "late filled in" }).waitFor(PATIENCE);
  proxy.pass();
  await Promise.all([filled, shows("online")]);
  await screenshot(page, "real-fleet-late");
  assertEquals(faults, []);
}

async function restarts(pipeline: Pipeline): Promise<void> {
  const { servers } = pipeline;
  let ingest = await pipeline.ingest();
  await pipeline.devices();
  const dashboard = await pipeline.dashboard();
  await using browser = await launch();
  const { page } = await openPage(browser, dashboard.url);
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await untilMoving(page);

  servers.broker.kill();
  await servers.broker.stopped;
  await banner(page, "broker");
  await servers.startBroker();
  await untilMoving(page);

  await ingest.kill();
  await banner(page, "ingest");
  ingest = await pipeline.ingest();
  await untilMoving(page);

  servers.database.kill();
  await servers.database.stopped;
  await banner(page, "database");
  await servers.startDatabase();
  await untilMoving(page);

  await dashboard.program.kill();
  await banner(page, "Not live");
  await pipeline.dashboard(dashboard.port);
  await untilMoving(page);
  await screenshot(page, "real-fleet-recovered");
  assertEquals(await page.evaluate(() => "isSamePage" in globalThis), true);
}

/** Waits until the page says that `part` is away. */
async function banner(page: Page, part: string): Promise<void> {
  await page.locator(".banner", { hasText: new RegExp(part, "i") }).first().waitFor(PATIENCE);
}

/** Waits until nothing is said to be away and the values go on; some vehicles stand still. */
async function untilMoving(page: Page): Promise<void> {
  await page.locator(".banner").first().waitFor({ state: "detached", ...PATIENCE });
  const values = () => page.locator(".tiles b").allTextContents();
  await page.waitForFunction(
    (before) => {
      const now = [...document.querySelectorAll(".tiles b")].map((value) => value.textContent);
      return now.filter((text, i) => text !== before[i]).length >= 5;
    },
    await values(),
    PATIENCE,
  );
}
