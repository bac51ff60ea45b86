/** What open streams cost the dashboard and the database. */
import { join } from "node:path";
import { delay } from "../../devices/lib/backoff.ts";
import { ROOT } from "../local/folders.ts";
import { type BenchDashboard, startDashboard } from "./dashboard.ts";
import { readMetrics, sumOf } from "./metrics.ts";
import { endsWithInput, type Running, startIngest, startProgram } from "./program.ts";
import type { BenchServers } from "./servers.ts";
import { usage } from "./usage.ts";
import { waitFor } from "./wait.ts";

/** The cost of some open streams. */
export interface StreamsCost {
  readonly streams: number;
  /** Those whose reader does not keep up. */
  readonly behind: number;
  /** Queries a second that the dashboard asks. */
  readonly queries: number;
  /** Shares of one core. */
  readonly webCpu: number;
  readonly databaseCpu: number;
  /** The dashboard's resident memory, MB. */
  readonly memory: number;
}

const PREFIX = "ledgerline_web_";
const SETTLE = 5000; // ms

/** Measures each number of streams for `seconds`, with ten vehicles live. */
export async function streamsCosts(
  servers: BenchServers,
  counts: readonly number[],
  seconds: number,
): Promise<StreamsCost[]> {
  const { env, ingestPort, folder } = servers;
  await using _ingest = await startIngest(env, ingestPort);
  const settings = { ...env, DEVICE_COUNT: "10", OUTBOX_DIR: `${folder}/outbox` };
  await using _devices = await startProgram("devices", settings);
  await using dashboard = await startDashboard(servers);
  const costs: StreamsCost[] = [];
  for (const count of counts) costs.push(await cost(servers, dashboard, count, seconds));
  return costs;
}

async function cost(
  { database }: BenchServers,
  dashboard: BenchDashboard,
  count: number,
  seconds: number,
): Promise<StreamsCost> {
  await using _readers = readStreams(dashboard, count);
  const streams = async () => sumOf(await readMetrics(dashboard.url), `${PREFIX}streams`);
  await waitFor(async () => await streams() === count, `${count} streams to be open`);
  await delay(SETTLE);
  const look = async () => ({
    metrics: await readMetrics(dashboard.url),
    web: await usage(dashboard.pid),
    database: await usage(database.pid),
    at: performance.now(),
  });
  const before = await look();
  await delay(seconds * 1000);
  const after = await look();
  const passed = (after.at - before.at) / 1000;
  const asked = (metrics: string) => sumOf(metrics, `${PREFIX}query_seconds_count`);
  return {
    streams: sumOf(after.metrics, `${PREFIX}streams`),
    behind: sumOf(after.metrics, `${PREFIX}streams_behind`),
    queries: (asked(after.metrics) - asked(before.metrics)) / passed,
    webCpu: (after.web.cpu - before.web.cpu) / passed,
    databaseCpu: (after.database.cpu - before.database.cpu) / passed,
    memory: after.web.memory,
  };
}

/** A process that reads `count` streams until it is disposed of. */
function readStreams({ url }: BenchDashboard, count: number): Running {
  const { port, host } = new URL(url);
  const script = join(ROOT, "infra", "bench", "read_streams.ts");
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-config", `--allow-net=${host}`, script, port, `${count}`],
    stdin: "piped",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  return endsWithInput(child);
}
