/** What every measurement stands on: mosquitto and QuestDB on free ports, their data thrown away. */
import { consoleLog } from "../../devices/lib/log.ts";
import { freePorts } from "../local/ports.ts";
import { prepareJava } from "../local/prepare.ts";
import type { QuestDbServer } from "../local/questdb.ts";
import { startMosquitto } from "../local/mosquitto.ts";
import type { Server } from "../local/server.ts";
import { Servers } from "../local/servers.ts";
import { startIngest } from "./program.ts";

/** A broker, a database, and the settings by which a program finds them. */
export interface BenchServers extends AsyncDisposable {
  /** For outboxes and the like; removed at the end. */
  readonly folder: string;
  readonly broker: Server;
  readonly database: QuestDbServer;
  readonly ingestPort: number;
  readonly env: Record<string, string>;
}

/**
 * Starts both, and has the ingest make its tables.
 *
 * @throws {SetupError} if Java or mosquitto is missing.
 */
export async function startBenchServers(signal: AbortSignal): Promise<BenchServers> {
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "ledgerline-bench-" });
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  const [brokerPort, ingestPort] = freePorts(2);
  const broker = stack.use(await startMosquitto(brokerPort, folder));
  const env = { JAVA_HOME: Deno.env.get("JAVA_HOME") };
  const tools = await prepareJava(env, { log: consoleLog("bench"), signal });
  const servers = stack.use(new Servers(tools, folder));
  const database = await servers.startDatabase(signal);
  const settings = { MQTT_URL: broker.url, QUESTDB_URL: database.url };
  await (await startIngest(settings, ingestPort))[Symbol.asyncDispose](); // it makes the tables
  const started = stack.move();
  return {
    folder,
    broker,
    database,
    ingestPort,
    env: settings,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** The same servers for `work` alone, but with a broker that knows no session yet. */
export async function withNewBroker<T>(
  servers: BenchServers,
  work: (servers: BenchServers) => Promise<T>,
): Promise<T> {
  const [port] = freePorts(1);
  await using broker = await startMosquitto(port, servers.folder);
  return await work({ ...servers, broker, env: { ...servers.env, MQTT_URL: broker.url } });
}
