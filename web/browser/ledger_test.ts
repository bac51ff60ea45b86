import { assertEquals } from "@std/assert";
import { findBrowser, launch, openPage, screenshot } from "./browser.ts";
import { Dashboard } from "./dashboard.ts";

const ignore = findBrowser() === undefined;

Deno.test({
  name: "Ledger: shows what needs someone first, filters, unfolds, and goes to the time of a gap",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page, faults } = await openPage(browser, dashboard.url);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    const strip = page.locator(".strip a[href='/ledger']");
    await strip.filter({ hasText: "off by 3" }).waitFor();
    await screenshot(page, "fleet-off-balance");
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await page.waitForURL(/\/ledger$/);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    assertEquals(await page.locator("main h2").first().innerText(), "What needs someone3 lines");

    const lines = page.getByRole("region", { name: "Account by device" }).locator("tbody tr");
    assertEquals(await lines.count(), 10);
    await page.getByRole("button", { name: "Waiting 2" }).click();
    assertEquals(await lines.count(), 2);
    await page.getByLabel("Search devices").fill("_04");
    assertEquals(await lines.innerText().then((text) => /250[\s\S]*draining/.test(text)), true);

    await page.locator("summary").first().click();
    await page.getByRole("region", { name: /Account of vehicle_04/ }).waitFor();
    await screenshot(page, "ledger-unfolded");
    await page.getByRole("region", { name: "Missing" }).getByRole("link").first().click();
    await page.waitForURL(/\/devices\/vehicle_01\?from=\d+&to=\d+$/);
    await page.locator(".area .uplot").first().waitFor();
    assertEquals(faults, []);
  },
});
