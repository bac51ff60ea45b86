/** How long it takes from a device's stamp until a browser has drawn the reading. */
import { delay } from "../../devices/lib/backoff.ts";
import { launchBrowser } from "./chromium.ts";
import { startDashboard } from "./dashboard.ts";
import { deviceName, figures } from "./messages.ts";
import { startIngest } from "./program.ts";
import { pace, withPublisher } from "./publish.ts";
import type { BenchServers } from "./servers.ts";
import { type Drawn, type Screen, type Watched, watchScreen } from "./watch_screen.ts";

/** Milliseconds from the devices' stamps to the screen. */
export interface ScreenLatencies {
  /** Of every reading, to when the frame that brought it was painted: the page's own measure. */
  readonly readings: readonly number[];
  /** Of the values that were seen on tiles: one that came along with a newer one never is. */
  readonly values: readonly number[];
}

/** How the fleet publishes, and for how long it is watched. */
export interface ScreenLoad {
  readonly rate: number;
  readonly devices: number;
  readonly seconds: number;
}

/** Before a page is opened, and before what it shows counts. */
const WARM_UP = 4; // s
/** What a page may take to be live, warm-ups included. */
const PATIENCE = 20; // s

/** Publishes, and watches the fleet page meanwhile. */
export async function screenLatencies(
  servers: BenchServers,
  { rate, devices, seconds }: ScreenLoad,
): Promise<ScreenLatencies> {
  await using _ingest = await startIngest(servers.env, servers.ingestPort);
  await using dashboard = await startDashboard(servers);
  await using browser = await launchBrowser();
  const stamps = new Stamps();
  const stop = new AbortController();
  let seen: Screen = { ages: [], drawn: [], received: [] };
  await withPublisher(servers.broker.url, async (client) => {
    const load = { rate, devices, seconds: seconds + PATIENCE, signal: stop.signal };
    const publishing = pace(client, load, (device, seq, at) => stamps.add(device, seq, at));
    await delay(WARM_UP * 1000);
    const page = await browser.newPage();
    await page.addInitScript(watchScreen);
    await page.goto(dashboard.url);
    await page.locator(".live", { hasText: "Live" }).waitFor();
    await delay(WARM_UP * 1000);
    await page.evaluate(() => {
      Object.assign((globalThis as Watched).screenOfBench, { ages: [], drawn: [] });
    });
    await delay(seconds * 1000);
    seen = await page.evaluate(() => (globalThis as Watched).screenOfBench);
    stop.abort();
    await publishing;
  });
  return { readings: seen.ages, values: stamps.ages(seen.drawn) };
}

/** When readings were stamped, to be found again by what a tile shows of them. */
export class Stamps {
  readonly #at = new Map<string, number>();

  /** Notes a reading that is published. Values repeat themselves after 600 of a device. */
  add(device: number, seq: number, at: number): void {
    this.#at.set(keyOf(deviceName(device), figures(seq).speed!), at);
  }

  /** ms from the stamp of each value to its drawing; of what is unknown, nothing. */
  ages(drawn: readonly Drawn[]): number[] {
    return drawn.flatMap(({ device, value, at }) => {
      const stamped = this.#at.get(keyOf(device, value));
      return stamped === undefined || stamped > at ? [] : [at - stamped];
    });
  }
}

function keyOf(device: string, value: number): string {
  return `${device} ${value.toFixed(1)}`;
}
