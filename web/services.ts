/** What runs behind the app: the database, the live poller, health and metrics, made from settings. */
import { statfs } from "node:fs/promises";
import { delay } from "../devices/lib/backoff.ts";
import type { Log } from "../devices/lib/log.ts";
import { rateLimited } from "../devices/lib/log.ts";
import { Metrics } from "./api/metrics.ts";
import type { AppDeps } from "./app.ts";
import { Login } from "./auth/login.ts";
import { type Config, isLoopback } from "./config.ts";
import { Database } from "./data/database.ts";
import type { DiskSpace } from "./data/health_disk.ts";
import type { Part } from "./data/health_types.ts";
import { Ledgers } from "./data/ledger/ledger.ts";
import { postgresLink } from "./data/postgres.ts";
import { Unavailable } from "./data/unavailable.ts";
import { DashboardData } from "./live/dashboard_data.ts";
import { HealthCheck } from "./live/health_check.ts";
import { Live } from "./live/live.ts";
import { recently, recentlyEach } from "./live/recently.ts";
import { databaseSource } from "./live/source.ts";

/** Everything that the app is given, and what has to run beside it. */
export interface Services extends AppDeps {
  /** Follows the database until `signal` aborts, then closes streams and connections. */
  run(signal: AbortSignal): Promise<void>;
}

/** Pages may wait so long for a query, in ms; a look at the database has to be faster. */
const PAGE_TIMEOUT = 15_000;
const LOOK_TIMEOUT = 5_000;
/** The client gives up a little after the database should have. */
const GRACE = 1_000;
/** How often the parts are asked while somebody looks. */
const HEALTH_EVERY = 5_000;
/** Whoever asks within so many ms gets the same ledger. */
const LEDGER_GOOD_FOR = 1_000;
/** Of so many devices the account is kept for that long. */
const MOST_ACCOUNTS = 50;

/** Makes the services. Nothing is opened before it is needed. */
export function createServices(config: Config, log: Log): Services {
  const metrics = new Metrics();
  const observe = metrics.queried.bind(metrics);
  const open = (connections: number, timeout: number) =>
    new Database(config.databases.map((url) => postgresLink(url, { connections, timeout })), {
      deadline: timeout + GRACE,
      observe,
    });
  const pages = open(4, PAGE_TIMEOUT);
  const looks = open(3, LOOK_TIMEOUT); // of their own: a long history must not hold up live pages
  const warn = rateLimited(log.warn);
  const looked = (ms: number, error: Error | undefined) => {
    metrics.ticked(ms);
    if (error instanceof Unavailable) warn("database", error.message);
    else if (error !== undefined) warn("look", error.stack ?? error.message);
  };
  const live = new Live({
    source: databaseSource(looks),
    tick: config.tick,
    now: Date.now,
    looked,
  });
  const { hub, state, board } = live;
  const health = new HealthCheck({
    db: looks,
    address: () => looks.address,
    askIngest: () => fetch(config.ingestHealth, { signal: AbortSignal.timeout(2000) }),
    ingestUrl: config.ingestHealth,
    disk: () => diskSpace(config),
    board,
    web: () => webPart(hub.size, state.size),
    now: Date.now,
  });
  const ledgers = new Ledgers(pages, delay);
  metrics.watch({ streams: () => hub.size, behind: () => hub.behind, devices: () => state.size });
  return {
    data: new DashboardData({
      db: pages,
      live,
      health: () => health.check(),
      ledger: recently(() => ledgers.read(), LEDGER_GOOD_FOR, Date.now),
      account: recentlyEach(
        (device) => ledgers.account(device),
        LEDGER_GOOD_FOR,
        Date.now,
        MOST_ACCOUNTS,
      ),
      now: Date.now,
    }),
    openStream: (channel) => live.open(channel),
    login: new Login(config.password),
    metrics,
    log,
    async run(signal) {
      const timer = setInterval(() => hub.size > 0 && health.check(), HEALTH_EVERY);
      await live.run(signal);
      clearInterval(timer);
      pages.close();
      looks.close();
    },
  };
}

/** The disk of this machine, if the database is on it; unknown without leave to look. */
async function diskSpace({ databases }: Config): Promise<DiskSpace | undefined> {
  if (!isLoopback(new URL(databases[0]).hostname)) return undefined;
  try {
    const { bavail, blocks, bsize } = await statfs(import.meta.dirname!);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return undefined;
  }
}

function webPart(streams: number, devices: number): Part {
  const memory = Deno.memoryUsage().rss;
  return {
    status: "ok",
    detail: `${streams} open streams, ${devices} devices in memory`,
    facts: { streams, devices, memory_bytes: memory, deno: Deno.version.deno },
  };
}
