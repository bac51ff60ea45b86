import { assertEquals, assertMatch } from "@std/assert";
import { accessibilityFaults } from "./accessibility.ts";
import { findBrowser, launch, openPage, screenshot } from "./browser.ts";
import { Dashboard } from "./dashboard.ts";
import { trouble } from "./simulation/trouble.ts";

const ignore = findBrowser() === undefined;

/** Every page, and what is on it when it is ready. */
const PAGES = [
  ["fleet", "/", ".uplot"],
  ["rows", "/?layout=rows", "tbody tr"],
  ["device", "/devices/vehicle_01", ".area .uplot"],
  ["table", "/devices/vehicle_01?from=now-24h&to=now", ".area .uplot"],
  ["pipeline", "/pipeline", ".uplot"],
  ["ledger", "/ledger", ".account"],
  ["dead-letters", "/dead-letters", ".letters"],
  ["no-letters", "/dead-letters?reason=decoder_fault", ".message"],
  ["health", "/health", "tbody tr"],
  ["unknown-device", "/devices/vehicle_x", ".message"],
  ["nothing-here", "/nothing/here", ".message"],
  ["odd", "/?show=broken", ".message"],
] as const;

for (const [scheme, width] of [["light", 1440], ["dark", 1440], ["light", 375]] as const) {
  Deno.test({
    name: `Every page: axe-core finds nothing serious, ${scheme} at ${width} px`,
    ignore,
    async fn() {
      await using dashboard = await Dashboard.start();
      dashboard.world.cut("vehicle_09");
      trouble(dashboard.world, "vehicle_01");
      await using browser = await launch();
      const { page } = await openPage(browser, dashboard.url, { width, scheme });
      for (const [name, path, ready] of PAGES) {
        await page.goto(dashboard.url + path);
        await page.locator(ready).first().waitFor();
        await page.locator(".live", { hasText: "Live" }).waitFor();
        assertEquals(await accessibilityFaults(page), [], path);
        await screenshot(page, `${name}-${scheme}-${width}`);
      }
    },
  });
}

Deno.test({
  name: "Every page: none scrolls sideways, from 375 px on",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    dashboard.world.cut("vehicle_09");
    trouble(dashboard.world, "vehicle_01");
    await using browser = await launch();
    const { page } = await openPage(browser, dashboard.url);
    for (const [, path, ready] of PAGES) {
      await page.goto(dashboard.url + path);
      await page.locator(ready).first().waitFor();
      for (const width of [375, 640, 1000, 1320, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        const content = await page.evaluate(() => document.documentElement.scrollWidth);
        assertEquals(content, width, `${path} at ${width}`);
      }
    }
  },
});

Deno.test({
  name: "Every page: targets are at least 32 px high on a phone",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    for (const [, path, ready] of PAGES) {
      const { page } = await openPage(browser, dashboard.url + path, { width: 375, height: 800 });
      await page.locator(ready).first().waitFor();
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("button, .btn, input:not([type=hidden], [type=checkbox])")]
          .filter((one) => one.checkVisibility() && !one.classList.contains("link"))
          .filter((one) => one.getBoundingClientRect().height < 32)
          .map((one) => one.outerHTML)
      );
      assertEquals(small, [], path);
      await page.close();
    }
  },
});

Deno.test({
  name: "Every page: is readable without script",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const read = async (path: string) => {
      const { page } = await openPage(browser, dashboard.url + path, { script: false });
      await screenshot(page, `no-script${path.replaceAll("/", "-")}`);
      return await page.locator("main").innerText();
    };
    assertMatch(await read("/"), /vehicle_10[\s\S]*online[\s\S]*km\/h/);
    const device = await read("/devices/vehicle_01");
    assertMatch(device, /km\/h[\s\S]*Readings[\s\S]*\d\d:\d\d:\d\d/);
    assertMatch(device, /Account[\s\S]*Produced[\s\S]*864,\d{3}[\s\S]*Missing\s*0/);
    assertMatch(await read("/pipeline"), /Ingest to commit[\s\S]*Slowest moments/);
    assertMatch(await read("/ledger"), /missing[\s\S]*4001–4002[\s\S]*Produced by 10 devices/);
    assertMatch(await read("/dead-letters"), /vehicle_05[\s\S]*deno task replay[\s\S]*speed=1e400/);
    assertMatch(await read("/health"), /Database[\s\S]*ok/);
  },
});

Deno.test({
  name: "Every page: keys lead everywhere, and can be switched off",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page, faults } = await openPage(browser, dashboard.url);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await page.waitForURL(/\/pipeline$/);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await page.keyboard.press("p");
    await page.locator(".live", { hasText: "Paused" }).waitFor();
    await page.locator(".banner", { hasText: "Paused at" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await page.keyboard.press("d");
    assertEquals(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
    await page.keyboard.press("z");
    await page.getByRole("button", { name: "Local" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Local" }).waitFor();
    assertEquals(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByLabel("Single keys act").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("p");
    await page.waitForTimeout(200); // nothing is to happen
    assertMatch(await page.locator(".live").innerText(), /Live/);
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Every page: someone who has to sign in does so and is where they wanted to be",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start({ password: "correct horse" });
    await using browser = await launch();
    const { page } = await openPage(browser, `${dashboard.url}/pipeline`, { width: 375 });
    assertEquals(await accessibilityFaults(page), []);
    await page.getByLabel("Password").fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "not the password" }).waitFor();
    await screenshot(page, "login");
    await page.getByLabel("Password").fill("correct horse");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/pipeline$/);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Password").waitFor();
  },
});

Deno.test({
  name: "Every page: an open one leads to the sign-in when its session has ended",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start({ password: "correct horse" });
    await using browser = await launch();
    const { page, faults } = await openPage(browser, `${dashboard.url}/health`);
    await page.getByLabel("Password").fill("correct horse");
    await page.keyboard.press("Enter");
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await page.context().clearCookies();
    dashboard.world.source.down = true; // which the page asks about
    await page.getByLabel("Password").waitFor();
    assertMatch(page.url(), /\/login\?next=%2Fhealth$/);
    assertEquals(faults.filter((fault) => !fault.includes("401")), []);
  },
});
