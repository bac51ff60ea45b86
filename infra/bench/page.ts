/** How a large fleet's page loads, and how it runs while readings come in. */
import type { Page } from "playwright-core";
import { delay } from "../../devices/lib/backoff.ts";
import { DEVICE_DATA } from "../../ingest/tables.ts";
import { launchBrowser } from "./chromium.ts";
import { startDashboard } from "./dashboard.ts";
import { startIngest } from "./program.ts";
import { pace, withPublisher } from "./publish.ts";
import type { BenchServers } from "./servers.ts";
import { figure } from "./sql.ts";
import { waitFor } from "./wait.ts";
import { type Screen, type Watched, watchScreen } from "./watch_screen.ts";

/** What a page took and does. Times in ms since the navigation began. */
export interface PageCost {
  readonly painted: number;
  /** Until the list of tiles was as long as the fleet. */
  readonly whole: number;
  /** Frames a second and the longest frame (ms) while readings come. */
  readonly frames: number;
  readonly longest: number;
  /** Bytes as they travel, compressed. */
  readonly html: number;
  readonly scripts: number;
  /** Bytes of the stream: at its start, and a second. */
  readonly snapshot: number;
  readonly perSecond: number;
}

const WINDOW = 1440;
const HEIGHT = 1000;
const SECONDS = 10;
const PATIENCE = 120; // s

/** Opens the page of `count` devices that send a reading a second each. */
export async function pageCost(servers: BenchServers, count: number): Promise<PageCost> {
  await using _ingest = await startIngest(servers.env, servers.ingestPort);
  await using dashboard = await startDashboard(servers);
  await using browser = await launchBrowser();
  const stop = new AbortController();
  const costs: PageCost[] = [];
  await withPublisher(servers.broker.url, async (client) => {
    const load = { rate: count, devices: count, seconds: PATIENCE, signal: stop.signal };
    const publishing = pace(client, load);
    await untilThere(servers, count);
    const page = await browser.newPage({ viewport: { width: WINDOW, height: HEIGHT } });
    await page.addInitScript(watchScreen);
    const whole = await untilWhole(page, dashboard.url, count);
    await delay(2000); // the load is over
    costs.push({ whole, ...await sizes(page), ...await frames(page) });
    stop.abort();
    await publishing;
  });
  return costs[0];
}

async function untilThere({ database }: BenchServers, count: number): Promise<void> {
  const devices = `SELECT count_distinct(device_id) FROM ${DEVICE_DATA}`;
  await waitFor(async () => await figure(database.url, devices) >= count, `${count} devices`);
}

/** Opens the page; returns when its list was as long as all devices but a few that may be late. */
async function untilWhole(page: Page, url: string, count: number): Promise<number> {
  await page.goto(url);
  const found = await page.waitForFunction((least) => {
    const list = document.querySelector<HTMLElement>("ul.tiles");
    if (list === null) return false;
    const { gridTemplateColumns, gridAutoRows } = getComputedStyle(list);
    const rows = Math.floor(least / gridTemplateColumns.split(" ").length);
    return list.offsetHeight >= rows * parseFloat(gridAutoRows) && performance.now();
  }, count * 0.98);
  return Number(await found.jsonValue());
}

async function sizes(page: Page) {
  return await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceResourceTiming[];
    const resources = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const scripts = resources.filter(({ name }) => new URL(name).pathname.endsWith(".js"));
    const { received } = (globalThis as unknown as { screenOfBench: Screen }).screenOfBench;
    return {
      painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
      html: navigation.encodedBodySize,
      scripts: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
      snapshot: received.find(({ name }) => name === "snapshot")?.length ?? NaN,
    };
  });
}

/** Counts frames while readings come, and what the stream brings meanwhile. */
async function frames(page: Page) {
  return await page.evaluate(async (seconds) => {
    const screen = (globalThis as Watched).screenOfBench;
    screen.received = [];
    const [start, times] = [performance.now(), [] as number[]];
    await new Promise<void>((resolve) => {
      const next = (at: number) => {
        times.push(at);
        if (performance.now() - start < seconds * 1000) requestAnimationFrame(next);
        else resolve();
      };
      requestAnimationFrame(next);
    });
    const gaps = times.slice(1).map((at, i) => at - times[i]);
    const passed = (times[times.length - 1] - times[0]) / 1000;
    return {
      frames: gaps.length / passed,
      longest: Math.max(...gaps),
      perSecond: screen.received.reduce((sum, { length }) => sum + length, 0) / passed,
    };
  }, SECONDS);
}
