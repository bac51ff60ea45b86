import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import { accessibilityFaults } from "./accessibility.ts";
import { findBrowser, launch, openPage, screenshot } from "./browser.ts";
import { Dashboard } from "./dashboard.ts";
import { BAD } from "./simulation/letters.ts";

const ignore = findBrowser() === undefined;

/** More letters than a page holds. */
const MANY = 120;

function letters(page: Page) {
  return page.locator(".letters > li");
}

/** Unfolds every letter of the page. */
function unfold(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const letter of document.querySelectorAll<HTMLDetailsElement>(".letters details")) {
      letter.open = true;
    }
  });
}

function addMany({ world }: Dashboard, at = Date.now()): void {
  for (let i = 0; i < MANY; i++) {
    const payload = `{"device_id":"vehicle_09","epoch":1,"seq":${i},"speed":"fast"}`;
    world.letters.add({ reason: "field_invalid", device: "vehicle_09", payload }, {
      at: at - (i + 10) * 100_000,
    });
  }
}

Deno.test({
  name: "Dead letters: from the ledger to those of a reason and a device, and to the device's page",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    addMany(dashboard);
    await using browser = await launch();
    const { page, faults } = await openPage(browser, `${dashboard.url}/ledger#dead`);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    const section = page.locator("#dead");
    await section.locator("summary", { hasText: "The payload is not UTF-8" }).click();
    await section.getByText("00000000: c8ed 1237").waitFor();
    await screenshot(page, "ledger-dead-letters");
    await section.getByRole("link", { name: "121" }).click();
    await page.waitForURL(/\/dead-letters\?reason=field_invalid$/);
    assertEquals(await page.locator("nav [aria-current=page]").innerText(), "Ledger");
    await page.getByRole("link", { name: "120" }).click();
    await page.waitForURL(/reason=field_invalid&device=vehicle_09$/);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    assertEquals(await letters(page).count(), 50);
    assertMatch(
      await page.locator(".what-to-do").first().innerText(),
      /decoder: deno task replay --reason field_invalid --device vehicle_09 Copy$/,
    );
    const first = await letters(page).first().innerText();
    await page.getByRole("link", { name: "Older" }).click();
    await page.getByRole("link", { name: "Older" }).click();
    await page.waitForURL(/before=/);
    assertEquals(await letters(page).count(), 20);
    await page.getByRole("link", { name: "Newest" }).click();
    assertEquals(await letters(page).first().innerText(), first);
    await letters(page).first().locator("summary").click();
    await letters(page).first().getByRole("link", { name: "vehicle_09" }).click();
    await page.waitForURL(/\/devices\/vehicle_09\?from=\d+&to=\d+$/);
    await page.locator(".area .uplot").first().waitFor();
    assertMatch(await page.locator("aside").innerText(), /Last dead letter\s+\d/);
    await page.locator("aside").getByRole("link", { name: "Dead-lettered" }).click();
    await page.waitForURL(/\/dead-letters\?device=vehicle_09$/);
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Dead letters: whatever is in them is shown, does nothing, and stays in its place",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    for (const [scheme, width] of [["light", 1440], ["dark", 375]] as const) {
      const url = `${dashboard.url}/dead-letters`;
      const { page, faults } = await openPage(browser, url, { scheme, width });
      await page.locator(".live", { hasText: "Live" }).waitFor();
      assertEquals(await letters(page).count(), BAD.length);
      await unfold(page);
      const text = await page.locator(".letters").innerText();
      assertMatch(text, /"speed": 1e400,\n\s*"camera": \{\n\s*"labels": \[\n\s*"car",/);
      assertMatch(text, /<img src=x onerror=alert\(1\)><script>alert\(2\)<\/script>\n<\/pre>/);
      assertMatch(text, /00000000: c8ed 1237 [0-9a-f ]+ {2}\S{16}/);
      assertMatch(text, /the first 16 KiB of 100,000 bytes[\s\S]*What was cut can't be decoded/);
      assertMatch(text, /\\u\{1b\}\[31mred\\u\{1b\}\[0m \\u\{202e\}gnp\.exe\\u\{2066\}/);
      assertMatch(text, /aaaa\/\\u\{202e\}<b>/);
      assertMatch(text, /The payload is empty/);
      assertEquals(await page.locator(".letters :is(img, script, b)").count(), 0);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assertEquals(wide, width);
      // Nothing is drawn outside of its letter.
      const isInside = await letters(page).evaluateAll((all) =>
        all.every((one) => one.scrollWidth <= one.clientWidth)
      );
      assert(isInside, `${width}`);
      assertEquals(await accessibilityFaults(page), []);
      await screenshot(page, `dead-letters-unfolded-${scheme}-${width}`);
      assertEquals(faults, []);
      await page.close();
    }
  },
});

Deno.test({
  name: "Dead letters: newer ones are told, and come when they are asked for",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const url = `${dashboard.url}/dead-letters?reason=not_json`;
    const { page, faults } = await openPage(browser, url);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    const before = await letters(page).allInnerTexts();
    const aloud = page.locator("main section", { hasText: "newest first" }).last()
      .locator(".head").getByRole("status");
    assertEquals(await aloud.allInnerTexts(), [""]);
    dashboard.world.letters.add({ reason: "empty", device: "vehicle_01", payload: "" });
    const bad = { reason: "not_json", device: "vehicle_01" } as const;
    for (const payload of ["{", "[", "<"]) dashboard.world.letters.add({ ...bad, payload });
    const more = page.getByRole("link", { name: "3 newer letters" });
    await more.waitFor();
    assertEquals(await aloud.allInnerTexts(), ["There are newer letters"]);
    assertEquals(await letters(page).allInnerTexts(), before);
    await screenshot(page, "dead-letters-newer");
    await more.click();
    await letters(page).nth(before.length + 2).waitFor();
    assertEquals(await more.count(), 0);
    assertEquals(faults, []);
  },
});

Deno.test({
  name:
    "Dead letters: keys go from row to row and unfold; times follow the zone; a command is copied",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    for (const device of dashboard.world.ids) {
      dashboard.world.letters.add({ reason: "not_json", device, payload: `{${device}` });
    }
    const url = `${dashboard.url}/dead-letters`;
    const { page, faults } = await openPage(browser, url, { timezone: "Asia/Tokyo" });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    // Ten lines, what unfolds the others, and not those: the next is the first letter.
    for (let i = 0; i < 12; i++) await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    const letter = letters(page).first();
    await letter.getByText("{vehicle_10").waitFor();
    await letter.getByRole("button", { name: "Copy" }).click();
    await letter.getByRole("button", { name: "Copied" }).waitFor();
    assertEquals(await letter.getByRole("status").innerText(), "Copied");
    assertEquals(
      await page.evaluate(() => navigator.clipboard.readText()),
      "deno task replay --reason not_json --device vehicle_10",
    );
    const time = letter.locator("time").first();
    const [utc, at] = [await time.innerText(), await time.getAttribute("datetime")];
    await page.keyboard.press("z");
    await page.getByRole("button", { name: "Local" }).waitFor();
    const inTokyo = new Date(Date.parse(at!) + 9 * 3_600_000).toISOString().slice(11, 19);
    assertEquals([utc, await time.innerText()].map((text) => text.slice(-8)), [
      ...[at!.slice(11, 19), inTokyo],
    ]);
    assertEquals(faults, []);
  },
});

Deno.test({
  name: "Dead letters: without script the form filters, and letters unfold",
  ignore,
  async fn() {
    await using dashboard = await Dashboard.start();
    await using browser = await launch();
    const url = `${dashboard.url}/dead-letters`;
    const { page } = await openPage(browser, url, { script: false, width: 375 });
    await page.getByRole("combobox", { name: "Reason" }).selectOption("not_utf8");
    await page.getByRole("textbox", { name: "Received" }).fill("now-1h");
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL(/\?reason=not_utf8&from=now-1h&to=now$/);
    assertEquals(await letters(page).count(), 1);
    await letters(page).locator("summary").click();
    await letters(page).getByText("00000000: c8ed 1237").waitFor();
    await page.getByRole("textbox", { name: "Device" }).fill("vehicle_01");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText("None is kept with the reason not_utf8 of vehicle_01 of that time.")
      .waitFor();
    await page.getByRole("link", { name: "All letters" }).first().click();
    await page.waitForURL(/\/dead-letters$/);
  },
});
