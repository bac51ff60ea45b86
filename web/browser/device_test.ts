import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import { findBrowser, hide, launch, openPage, screenshot } from "./browser.ts";
import { Dashboard } from "./dashboard.ts";
import { trouble } from "./simulation/trouble.ts";

const ignore = findBrowser() === undefined;
const HOUR = 3_600_000;

/** The range that the address asks for, in ms. */
function rangeOf(page: Page): { from: number; to: number } {
  const query = new URL(page.url()).searchParams;
  return { from: Date.parse(query.get("from")!), to: Date.parse(query.get("to")!) };
}

/** Waits until the large chart is drawn and nothing is asked for. */
async function drawn(page: Page): Promise<void> {
  await page.locator(".area .uplot").waitFor();
  await page.waitForFunction(() => document.querySelector(".plot.busy") === null);
}

/** Drags over a part of the large chart, in shares of its width. */
async function drag(page: Page, from: number, to: number): Promise<void> {
  const box = (await page.locator(".area .u-over").boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, y, { steps: 5 });
  await page.mouse.up();
}

/** What has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { tagName, textContent } = document.activeElement!;
    return `${tagName} ${textContent?.slice(0, 40)}`;
  });
}

Deno.test({
  name: "Device: history answers its address, zooms by dragging and finds its way back to live",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const from = new Date(Date.now() - 2 * HOUR).toISOString();
    const to = new Date(Date.now() - HOUR).toISOString();
    const { page, faults } = await openPage(
      browser,
      `${dashboard.url}/devices/vehicle_02?from=${from}&to=${to}`,
    );
    await drawn(page);
    await page.locator(".banner", { hasText: "Shown:" }).waitFor();
    assertMatch(await page.locator(".legend").first().innerText(), /mean of 2 s/);
    await drag(page, 0.25, 0.5);
    await page.waitForURL((url) => url.searchParams.get("from") !== from);
    await drawn(page);
    const zoomed = rangeOf(page);
    const quarter = HOUR / 4;
    assert(Math.abs(zoomed.to - zoomed.from - quarter) < quarter / 10, "a quarter of the hour");
    assertMatch(await page.locator("tbody tr").first().innerText(), /\d\d:\d\d:\d\d\.\d{3}/);
    await screenshot(page, "device-zoomed");
    await page.locator(".area .u-over").dblclick();
    await page.waitForURL((url) => url.searchParams.get("from") === from);
    await page.getByRole("button", { name: "Back to live" }).click();
    await page.waitForURL(/to=now/);
    await page.locator(".banner").waitFor({ state: "detached" });
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Device: the browser's way back leads to the range and the field of the address",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const url = `${dashboard.url}/devices/vehicle_02?duration=6h`;
    const { page, faults } = await openPage(browser, url);
    await drawn(page);
    await drag(page, 0.25, 0.5);
    await page.waitForURL(/from=/);
    await drawn(page);
    const isBrowsers = await page.locator(".area").evaluate((chart) =>
      chart.dispatchEvent(
        new KeyboardEvent("keydown", { key: "ArrowLeft", altKey: true, cancelable: true }),
      )
    );
    assertEquals(isBrowsers, true);
    await page.getByRole("button", { name: "CPU", exact: true }).click();
    await page.waitForURL(/field=cpu_usage/);
    await page.goBack();
    await page.getByRole("heading", { name: "Speed", level: 2 }).waitFor();
    await page.locator(".seg [aria-current=true]", { hasText: "6h" }).waitFor();
    assertEquals([page.url(), faults], [url, []]);
  },
});

Deno.test({
  name: "Device: ranges from 5 minutes to 90 days, by click, by key and typed",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start({ history: 100 * 24 * HOUR });
    await using browser = await launch();
    const { page, faults } = await openPage(browser, `${dashboard.url}/devices/vehicle_02`);
    await drawn(page);
    for (const [index, preset] of ["5m", "15m", "1h", "6h", "24h", "7d", "30d", "90d"].entries()) {
      if (index < 6) await page.keyboard.press(String(index + 1));
      else await page.getByRole("link", { name: preset, exact: true }).click();
      await page.waitForURL(new RegExp(`from=now-${preset}&to=now`));
      await drawn(page);
    }
    await page.getByLabel("From and to").fill("now-2h to now-1h");
    await page.keyboard.press("Enter");
    await page.waitForURL(/from=now-2h&to=now-1h/);
    const field = page.getByLabel("From and to");
    await field.fill("yesterday");
    await page.waitForTimeout(2_500); // the clock ticks, and leaves what was typed
    assertEquals(await field.inputValue(), "yesterday");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "must be now" }).waitFor();
    await field.blur();
    assertEquals(await field.inputValue(), "now-2h to now-1h");
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Device: late readings fill the gap of an open chart and are marked",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page, faults } = await openPage(
      browser,
      `${dashboard.url}/devices/vehicle_04?from=now-5m&to=now`,
    );
    await drawn(page);
    dashboard.world.cut("vehicle_04");
    await page.locator(".device-head .word", { hasText: "offline" }).waitFor();
    await page.waitForTimeout(8_000); // readings wait; those of the first seconds will be late
    dashboard.world.restore("vehicle_04");
    await page.locator(".legend", { hasText: "late readings filled in" }).waitFor();
    await page.locator(".lanekey", { hasText: "stored late" }).waitFor();
    await screenshot(page, "device-late");
    assertMatch(await page.locator(".lane").getAttribute("aria-label") ?? "", /stored late/);
    await page.locator(".device-head .word", { hasText: "online" }).waitFor();
    assertMatch(await page.locator("aside").innerText(), /connection lost/);
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Device: every change of its connection is among its events, hidden and quick ones too",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const url = `${dashboard.url}/devices/vehicle_04`;
    const { page, faults } = await openPage(browser, url);
    const { page: seen } = await openPage(browser, url); // or the server would not look meanwhile
    const events = (page: Page) =>
      page.locator("aside section", { hasText: "Events" }).locator("dd");
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await hide(page, true);
    await page.locator(".live", { hasText: "Connecting" }).waitFor();
    dashboard.world.cut("vehicle_04");
    await events(seen).filter({ hasText: "link down, connection lost" }).waitFor();
    dashboard.world.restore("vehicle_04");
    await events(seen).nth(2).waitFor();
    await hide(page, false);
    await events(page).filter({ hasText: "link down, connection lost" }).waitFor();
    dashboard.world.cut("vehicle_04");
    dashboard.world.restore("vehicle_04"); // too soon for the stream to tell both
    await events(page).nth(4).waitFor();
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Device: the lane shows gaps, and the rows are the charts' equal",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    const now = Date.now();
    dashboard.world.silence("vehicle_06", now - 200_000, now - 140_000);
    await using browser = await launch();
    const { page, faults } = await openPage(
      browser,
      `${dashboard.url}/devices/vehicle_06?from=now-5m&to=now`,
    );
    await drawn(page);
    assertMatch(await page.locator(".lanekey").innerText(), /not produced (59 s|1 min)/);
    await page.keyboard.press("t");
    await page.locator(".area").waitFor({ state: "detached" });
    assertEquals(await page.locator("tbody tr").count(), 200);
    await page.keyboard.press("t");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "CSV" }).click(),
    ]);
    const text = await Deno.readTextFile((await download.path())!);
    const lines = text.trimEnd().split("\r\n");
    assertMatch(lines[0], /^ts,received,epoch,seq,speed,/);
    assert(lines.length > 235 && lines.length < 250, `${lines.length} lines`);
    await page.locator(".area[role=img]").focus();
    await page.keyboard.press("ArrowLeft");
    await page.locator(".u-cursor-x:not(.u-off)").first().waitFor();
    await screenshot(page, "device");
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Device: what is not stored is in the lane, in figures and in the account, at every range",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    trouble(dashboard.world, "vehicle_03");
    await using browser = await launch();
    const { page, faults } = await openPage(browser, `${dashboard.url}/devices/vehicle_03`);
    await drawn(page);
    const says = "12 missing 90 evicted 2 dead-lettered";
    const key = async () => (await page.locator(".lanekey").innerText()).replaceAll("\n", " ");
    assertMatch(await key(), new RegExp(`${says} not produced 2 min 3[01] s`));
    const label = await page.locator(".lane").getAttribute("aria-label") ?? "";
    assertMatch(label, /90 evicted.*2 dead-lettered.*not produced.*12 missing/);
    const account = page.locator("aside section", { hasText: "Account" });
    assertMatch(
      await account.innerText(),
      /Dead-lettered\s*2\s.*Evicted from its outbox\s*90\s.*Missing\s*12\s*$/s,
    );
    const rows = page.getByRole("region", { name: "not stored" }).locator("tbody tr");
    assertMatch(await rows.last().innerText(), /evicted, outbox full\s+90\s+[\d,]+–[\d,]+/);
    await screenshot(page, "device-account");
    await page.setViewportSize({ width: 375, height: 1000 });
    const hidden = await page.getByRole("region", { name: "not stored" })
      .evaluate((region) => region.scrollWidth - region.clientWidth);
    assertEquals(hidden, 0); // What, how many and when fit a phone
    await page.setViewportSize({ width: 1440, height: 1000 });
    for (const preset of ["6h", "7d", "1h"]) {
      await page.getByRole("link", { name: preset, exact: true }).click();
      await page.waitForURL(new RegExp(`from=now-${preset}`));
      await drawn(page);
      await page.locator(".lanekey", { hasText: "12 missing" }).waitFor();
      assertMatch(await key(), new RegExp(says), preset);
    }
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Device: rows that are not stored are shown on demand, and focus stays with them",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    const now = Date.now();
    for (let i = 1; i <= 10; i++) {
      dashboard.world.lose(
        "vehicle_03",
        "dead-lettered",
        now - i * 60_000,
        now - i * 60_000 + 5000,
      );
    }
    await using browser = await launch();
    const { page, faults } = await openPage(browser, `${dashboard.url}/devices/vehicle_03`);
    await drawn(page);
    const section = page.locator("section", {
      has: page.getByRole("region", { name: "not stored" }),
    });
    assertEquals(await section.locator("tbody tr").count(), 8);
    await section.getByRole("button", { name: "Show 2 older" }).focus();
    await page.keyboard.press("Enter");
    await section.locator("tbody tr").nth(9).waitFor();
    assertEquals(await focused(page), "H2 Not stored");
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Device: while the account of another range is there, it is not taken for this one's",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    trouble(dashboard.world, "vehicle_03");
    const now = Date.now();
    dashboard.world.silence("vehicle_03", now - 1.5 * HOUR, now - 1.4 * HOUR);
    await using browser = await launch();
    const { page } = await openPage(browser, `${dashboard.url}/devices/vehicle_03`);
    await drawn(page);
    const [table, key] = [
      page.getByRole("region", { name: "not stored" }),
      page.locator(".lanekey"),
    ];
    await table.waitFor();
    await page.route("**/account?*", (route) => route.abort());
    await page.getByLabel("From and to").fill("now-95m to now-75m");
    await page.keyboard.press("Enter");
    await page.locator("aside", { hasText: "Not available now" }).waitFor();
    await key.filter({ hasText: /^stored 8\d\d\s*not produced 6 min( 1 s)?$/ }).waitFor();
    assertEquals(await table.count(), 0);
    await page.unroute("**/account?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await key.filter({ hasText: /not produced 6 min.*, no sequence number missing/ }).waitFor();
    assertEquals(await focused(page), "H2 Account");
  },
});

Deno.test({
  name: "Device: what waits is shown as waiting, and as late when it has arrived",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    dashboard.world.hold("vehicle_05", Date.now() - 20_000);
    await using browser = await launch();
    const { page, faults } = await openPage(
      browser,
      `${dashboard.url}/devices/vehicle_05?from=now-5m&to=now`,
    );
    await drawn(page);
    const key = page.locator(".lanekey");
    const waiting = key.filter({ hasText: "waiting in the outbox" });
    await waiting.waitFor();
    const first = Number(/(\d+) waiting/.exec(await key.innerText())![1]);
    assert(first >= 20, `${first} wait`);
    // The account is asked for again as long as the page is live.
    await waiting.filter({ hasNotText: new RegExp(`\\b${first} waiting`) }).waitFor();
    await screenshot(page, "device-waiting");
    dashboard.world.restore("vehicle_05");
    await key.filter({ hasText: "stored late" }).filter({ hasNotText: "waiting" }).waitFor();
    const count = page.locator("aside dt", { hasText: "Waiting in its outbox" })
      .locator("xpath=following-sibling::dd[1]");
    await count.filter({ hasText: /^0$/ }).waitFor();
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Device: one that is not there is a 404 that names those that may be meant",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const { page } = await openPage(browser, `${dashboard.url}/devices/vehicle_011`);
    await page.getByRole("link", { name: "vehicle_01", exact: true }).click();
    await page.waitForURL(/\/devices\/vehicle_01$/);
  },
});
