import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { findBrowser, launch, openPage, screenshot } from "./browser.ts";
import { Dashboard } from "./dashboard.ts";

const ignore = findBrowser() === undefined;

/** Every chart's picture. */
function pictures(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>(".uplot canvas")].map((canvas) =>
      canvas.toDataURL()
    )
  );
}

function tile(page: Page, id: string) {
  return page.locator(".tiles li", { hasText: id });
}

/** The number of a count that filters. */
function count(page: Page, name: string) {
  return page.locator(".filters a", { hasText: name }).locator("b");
}

Deno.test({
  name: "Fleet: ten charts draw live lines under the page's policy, without a fault",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page, faults } = await openPage(browser, dashboard.url);
    await page.waitForFunction(() => document.querySelectorAll(".uplot canvas").length === 10);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    const before = await pictures(page);
    const value = await tile(page, "vehicle_01").locator("b").textContent();
    await page.waitForTimeout(2_500); // a reading a second each
    const after = await pictures(page);
    before.forEach((picture, i) => assertNotEquals(picture, after[i], `chart ${i}`));
    assertNotEquals(await tile(page, "vehicle_01").locator("b").textContent(), value);
    assertMatch(await page.locator(".strip").innerText(), /Keeping up[\s\S]*Device to screen/);
    await screenshot(page, "fleet");
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Fleet: a silent device turns stale, a cut one offline; late readings fill the gap",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page, faults } = await openPage(browser, dashboard.url);
    await tile(page, "vehicle_03").locator(".uplot").waitFor();
    dashboard.world.silence("vehicle_03");
    dashboard.world.cut("vehicle_05");
    await tile(page, "vehicle_05").locator(".word", { hasText: "offline" }).waitFor();
    await tile(page, "vehicle_03").locator(".word", { hasText: "stale" }).waitFor({
      timeout: 20_000,
    });
    assertEquals([
      await count(page, "stale").textContent(),
      await count(page, "offline").textContent(),
    ], ["1", "1"]);
    const order = await page.locator(".tiles .id").allTextContents();
    assertEquals(order, dashboard.world.ids);
    const needs = page.locator("section", { hasText: "Needs a look" }).locator("tbody tr");
    assertEquals(await needs.count(), 1); // the second one would move the first
    await page.getByRole("button", { name: "1 more" }).click();
    assertEquals(await needs.count(), 2);
    await screenshot(page, "fleet-stale");
    dashboard.world.restore("vehicle_03");
    dashboard.world.restore("vehicle_05");
    await tile(page, "vehicle_05").locator(".late", { hasText: "late filled in" }).waitFor();
    await screenshot(page, "fleet-late");
    await count(page, "online").filter({ hasText: "10" }).waitFor();
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Fleet: counts filter, search finds, rows show the same; all of it is in the address",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page, faults } = await openPage(browser, dashboard.url);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await page.locator(".filters a", { hasText: "offline" }).click();
    assertMatch(page.url(), /\?show=offline$/);
    await page.getByText("No device is offline").waitFor();
    await page.goBack();
    await page.keyboard.press("/");
    await page.keyboard.type("_07");
    await page.waitForURL(/q=_07/);
    assertEquals(await page.locator(".tiles li").count(), 1);
    await page.keyboard.press("Escape");
    await page.locator(".filters a", { hasText: "online" }).click();
    await page.keyboard.press("t");
    await page.waitForURL(/\?show=online&layout=rows$/);
    await page.keyboard.press("/");
    await page.keyboard.type("_07");
    await page.waitForURL(/q=_07/);
    await page.keyboard.press("Escape"); // empties the search and leaves the rest
    await page.waitForURL(/\?show=online&layout=rows$/, { timeout: 5_000 });
    assertEquals(await page.locator("tbody tr").count(), 10);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/devices\/vehicle_02/);
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Fleet: while paused it is filtered as it stands, however long ago that was",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page, faults } = await openPage(browser, dashboard.url);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await page.keyboard.press("p");
    await page.locator(".live", { hasText: "Paused" }).waitFor();
    await page.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 600_000;
    });
    await page.locator(".filters a", { hasText: "online" }).click();
    await page.waitForURL(/show=online/);
    assertEquals(await page.locator(".tiles li").count(), 10);
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Fleet: nothing is stale only because a browser's clock is ahead",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page } = await openPage(browser, "about:blank");
    await page.addInitScript(() => {
      const { now } = Date;
      Date.now = () => now() + 3_600_000;
    });
    await page.goto(dashboard.url);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    assertEquals(await page.locator(".tiles .word", { hasText: "stale" }).count(), 0);
  },
});

Deno.test({
  name: "Fleet: a thousand devices are dense tiles, of which those in sight exist",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start({ count: 1000, history: 3_600_000 });
    await using browser = await launch();
    const { page, faults } = await openPage(browser, dashboard.url);
    await count(page, "online").filter({ hasText: "1,000" }).waitFor();
    const tiles = page.locator(".tiles li");
    assert(await tiles.count() < 400, `${await tiles.count()} tiles`);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await tile(page, "vehicle_1000").waitFor();
    await screenshot(page, "fleet-1000");
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Fleet: the page loads at most 60 KB of compressed script",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page } = await openPage(browser, "about:blank");
    const scripts: Promise<ArrayBuffer>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script") return;
      const stream = response.body().then((body) =>
        new Blob([Uint8Array.from(body)]).stream().pipeThrough(new CompressionStream("gzip"))
      );
      scripts.push(stream.then((compressed) => new Response(compressed).arrayBuffer()));
    });
    await page.goto(dashboard.url);
    await page.locator(".uplot").first().waitFor();
    const sizes = (await Promise.all(scripts)).map(({ byteLength }) => byteLength);
    const sum = sizes.reduce((sum, size) => sum + size, 0);
    assert(sizes.length > 3 && sum <= 60 * 1024, `${sum} bytes in ${sizes.length} scripts`);
    console.log(`script of the fleet page: ${sum} bytes gzip in ${sizes.length} files`);
  },
});
