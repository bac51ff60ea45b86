/** How long the demo takes from nothing to the first row, and to the first line that moves. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { consoleLog } from "../../devices/lib/log.ts";
import { DEVICE_DATA } from "../../ingest/tables.ts";
import { copyRepository } from "../e2e/copy.ts";
import { Running } from "../rig/programs.ts";
import { launcherArgs } from "../launch/command.ts";
import { allNames } from "../launch/programs.ts";
import { freePorts } from "../local/ports.ts";
import { prepareJava } from "../local/prepare.ts";
import { launchBrowser } from "./chromium.ts";
import { answers } from "./program.ts";
import { figure } from "./sql.ts";
import { type Watched, watchScreen } from "./watch_screen.ts";

/** Seconds since the demo was started. */
export interface StartTimes {
  readonly firstRow: number;
  readonly movingLine: number;
}

/** A copy of the repository that has never run, with ports of its own. */
export interface Place extends AsyncDisposable {
  readonly root: string;
  readonly questdb: string;
  readonly dashboard: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Fetches the jars if they are not there; returns how many seconds that took. */
export async function fetchJarsFirst(signal: AbortSignal): Promise<number> {
  const started = performance.now();
  const env = { JAVA_HOME: Deno.env.get("JAVA_HOME") };
  await prepareJava(env, { log: consoleLog("bench"), signal });
  return (performance.now() - started) / 1000;
}

/** Copies the repository, without data but with the jars. */
export async function newPlace(): Promise<Place> {
  const folder = await Deno.makeTempDir({ prefix: "ledgerline-bench-" });
  const root = join(folder, "copy");
  copyRepository(root);
  const [broker, http, pg, ingest, web] = freePorts(5);
  const questdb = `http://127.0.0.1:${http}`;
  return {
    root,
    questdb,
    dashboard: `http://127.0.0.1:${web}`,
    env: {
      // An empty variable is one at its default, whatever the shell holds.
      ...Object.fromEntries(allNames.map((name) => [name, ""])),
      INFRA: "java",
      MQTT_URL: `mqtt://127.0.0.1:${broker}`,
      QUESTDB_URL: questdb,
      QUESTDB_PG_URL: `postgres://admin:quest@127.0.0.1:${pg}/qdb`,
      INGEST_PORT: String(ingest),
      WEB_PORT: String(web),
      LEDGERLINE_ENV_FILE: "",
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** Starts the demo, waits for the first row and the first moving line, and stops it. */
export async function startTimes(place: Place): Promise<StartTimes> {
  await using browser = await launchBrowser(); // a user's is open already
  const page = await browser.newPage();
  await page.addInitScript(watchScreen);
  const started = Date.now();
  const { root: cwd, env } = place;
  const demo = new Running({ name: "demo", args: launcherArgs("demo"), env, cwd });
  try {
    const [row, line] = await Promise.all([untilRow(demo, place, started), movingLine(demo, page)]);
    return { firstRow: (row - started) / 1000, movingLine: (line - started) / 1000 };
  } catch (error) {
    throw new Error(["The demo:", ...demo.lines.slice(-20)].join("\n"), { cause: error });
  } finally {
    await demo.stop("SIGINT");
  }

  async function movingLine(demo: Running, page: Page): Promise<number> {
    await demo.until("the dashboard answers", () => answers(place.dashboard));
    await page.goto(place.dashboard);
    // A reading that came in since the page was opened, drawn where its line is.
    const drawn = await page.waitForFunction(
      () => (globalThis as Watched).screenOfBench.drawn.find(({ charted }) => charted)?.at,
      undefined,
      { timeout: 120_000, polling: 20 },
    );
    return Number(await drawn.jsonValue());
  }
}

/** When SQL found a reading of after `started`. */
async function untilRow(demo: Running, { questdb }: Place, started: number): Promise<number> {
  const query = `SELECT count() FROM ${DEVICE_DATA} WHERE ts > ${started * 1000}::timestamp`;
  // Rejects while there is no database, or no table yet.
  await demo.until("SQL finds a row", async () => await figure(questdb, query) > 0);
  return Date.now();
}
