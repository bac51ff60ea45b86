import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import { findBrowser, launch, openPage, screenshot } from "./browser.ts";
import { Dashboard } from "./dashboard.ts";

const ignore = findBrowser() === undefined;

/** The file that a click saves. */
async function saved(page: Page, click: Promise<void>): Promise<Uint8Array> {
  const [download] = await Promise.all([page.waitForEvent("download"), click]);
  return await Deno.readFile((await download.path())!);
}

Deno.test({
  name: "Pipeline: a slow moment leads to the hop and the devices that made it",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page, faults } = await openPage(browser, `${dashboard.url}/pipeline`);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await page.locator("table a[data-row]").first().click();
    await page.waitForURL(/spike=\d+&width=\d+/);
    const detail = page.locator("section", { hasText: "Who made it" }).last();
    await detail.getByRole("link", { name: "vehicle_01" }).waitFor();
    assertMatch(await detail.innerText(), /Device to ingest[\s\S]*4,\d\d\d/);
    await screenshot(page, "pipeline-spike");
    await page.reload();
    await detail.getByRole("link", { name: "vehicle_01" }).click();
    await page.waitForURL(/\/devices\/vehicle_01\?from=/);
    await page.locator(".area .uplot").waitFor();
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Pipeline: the browser's way back leads to the range and the step of the address",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const url = `${dashboard.url}/pipeline?duration=6h`;
    const { page, faults } = await openPage(browser, url);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await page.keyboard.press("3");
    await page.waitForURL(/from=now-1h/);
    await page.locator("table a[data-row]").first().click();
    await page.waitForURL(/spike=/);
    const current = page.locator(".seg [aria-current=true]");
    const devices = page.getByRole("region", { name: "Devices of the picked second" });
    await devices.waitFor();
    await page.goBack();
    await current.filter({ hasText: "6h" }).waitFor();
    assertEquals([page.url(), await devices.count()], [url, 0]);
    await page.goForward();
    await current.filter({ hasText: "1h" }).waitFor();
    await devices.waitFor();
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Pipeline: a click on the heat picks a step; the target is drawn in and kept",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page, faults } = await openPage(browser, `${dashboard.url}/pipeline`);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await page.locator(".heat canvas").click({ position: { x: 400, y: 60 } });
    await page.waitForURL(/spike=/);
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.searchParams.has("spike"));
    const field = page.getByLabel("Target: P95 under, ms");
    await field.fill("20");
    await field.press("Tab");
    await page.locator("td.crit", { hasText: "24" }).first().waitFor();
    await page.reload();
    await page.locator(".live", { hasText: "Live" }).waitFor();
    assertEquals(await field.inputValue(), "20");
    await field.fill("soon");
    await field.press("Tab");
    const alert = page.getByRole("alert").filter({ hasText: "1 to 600,000 ms" });
    await alert.waitFor();
    assertEquals(await field.inputValue(), "soon");
    await field.fill("2000");
    await field.press("Tab");
    await alert.waitFor({ state: "detached" });
    assertEquals(await field.inputValue(), "2,000");
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Pipeline: a live report goes on under a browser's clock that is an hour ahead",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page, faults } = await openPage(browser, "about:blank");
    await page.addInitScript(() => {
      const { now } = Date;
      Date.now = () => now() + 3_600_000;
    });
    await page.goto(`${dashboard.url}/pipeline`);
    await page.waitForResponse(/\/api\/pipeline\?/, { timeout: 15_000 });
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Pipeline: the last hop is measured in the browser; the report is a picture and tables",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page, faults } = await openPage(browser, `${dashboard.url}/pipeline`);
    await page.locator(".uplot").nth(2).waitFor();
    await page.waitForFunction(() => {
      const row = [...document.querySelectorAll(".ends tr")].at(-1)!;
      return /\d/.test(row.querySelector("b")!.textContent!);
    });
    const picture = await saved(page, page.getByRole("button", { name: "PNG" }).click());
    assertEquals([...picture.slice(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
    await Deno.writeFile(
      new URL("../../infra/.data/screenshots/report.png", import.meta.url),
      picture,
    );
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    const hops = text(await saved(page, page.getByRole("button", { name: "CSV" }).click()));
    assertMatch(hops, /^hop,measured,p50_ms,p95_ms/);
    const steps = text(await saved(page, page.getByRole("link", { name: "CSV" }).click()));
    assertMatch(steps, /^ts,received,stored/);
    assert(steps.split("\r\n").length > 300);
    assertEquals(faults, []);
  },
});
