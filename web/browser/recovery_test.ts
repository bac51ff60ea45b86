import { assertEquals } from "@std/assert";
import { findBrowser, hide, launch, openPage, screenshot } from "./browser.ts";
import { Dashboard } from "./dashboard.ts";

const ignore = findBrowser() === undefined;

Deno.test({
  name: "Recovery: an open page says that the dashboard is gone, and is live again with it",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page } = await openPage(browser, dashboard.url);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await dashboard.down();
    await page.locator(".banner", { hasText: "Not live since" }).waitFor();
    await screenshot(page, "not-live");
    dashboard.up();
    await page.locator(".live", { hasText: /^Live$/ }).waitFor();
    await page.locator(".banner").waitFor({ state: "detached" });
    const value = page.locator(".tiles b").first();
    const before = await value.textContent();
    await page.waitForFunction(
      (text) => document.querySelector(".tiles b")?.textContent !== text,
      before,
    );
    assertEquals(await page.evaluate(() => "isSamePage" in globalThis), true);
  },
});

Deno.test({
  name: "Recovery: an open page says that the database is gone, and is live again with it",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page } = await openPage(browser, dashboard.url);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    dashboard.world.source.down = true;
    await page.locator(".banner", { hasText: "The database does not answer since" }).waitFor();
    dashboard.world.source.down = false;
    await page.locator(".banner").waitFor({ state: "detached" });
  },
});

Deno.test({
  name: "Recovery: a page that could not be made comes back by itself",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    dashboard.world.source.down = true;
    const { page } = await openPage(browser, `${dashboard.url}/devices/vehicle_01`);
    await page.getByRole("heading", { name: "The database does not answer" }).waitFor();
    await screenshot(page, "unavailable");
    dashboard.world.source.down = false;
    await page.locator(".area .uplot").waitFor({ timeout: 15_000 });
  },
});

Deno.test({
  name: "Recovery: a hidden page closes its stream and comes back with a snapshot",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page } = await openPage(browser, dashboard.url);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await hide(page, true);
    await page.locator(".live", { hasText: "Connecting" }).waitFor();
    await hide(page, false);
    await page.locator(".live", { hasText: "Live" }).waitFor();
  },
});
