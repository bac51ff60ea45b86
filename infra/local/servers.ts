/** A broker and a database of one's own, on free ports: for tests and benches. */
import { join } from "node:path";
import { consoleLog } from "../../devices/lib/log.ts";
import { type BrokerOptions, startBroker } from "./broker.ts";
import { freePorts } from "./ports.ts";
import { type JavaTools, prepareJava } from "./prepare.ts";
import { type QuestDbOptions, type QuestDbServer, startQuestDb } from "./questdb.ts";
import type { Server } from "./server.ts";
import { startTogether } from "./together.ts";

/**
 * Starts HiveMQ CE and QuestDB on free ports, their data and logs in `dataDir`.
 *
 * @throws {SetupError} if Java is missing or one of them does not come up.
 */
export async function startServers(
  { dataDir, signal = new AbortController().signal }: { dataDir: string; signal?: AbortSignal },
): Promise<Servers> {
  const env = { JAVA_HOME: Deno.env.get("JAVA_HOME") };
  const tools = await prepareJava(env, { log: consoleLog("servers"), signal });
  const servers = new Servers(tools, dataDir);
  await startTogether([(off) => servers.startBroker(off), (off) => servers.startDatabase(off)]);
  return servers;
}

/** Both servers. Either can be stopped or killed and then started again where it was. */
export class Servers implements AsyncDisposable {
  readonly #brokerOptions: BrokerOptions;
  readonly #databaseOptions: QuestDbOptions;
  #broker?: Server;
  #database?: QuestDbServer;

  constructor(tools: JavaTools, dataDir: string) {
    const [port, httpPort, pgPort, healthPort] = freePorts(4);
    const place = (name: string) => ({
      ...tools,
      dataDir: join(dataDir, name),
      logFile: join(dataDir, `${name}.log`),
    });
    this.#brokerOptions = { ...place("broker"), port };
    this.#databaseOptions = { ...place("questdb"), httpPort, pgPort, healthPort };
  }

  /** The broker as it was last started. */
  get broker(): Server {
    if (this.#broker) return this.#broker;
    throw new Error("The broker was not started");
  }

  /** The database as it was last started. */
  get database(): QuestDbServer {
    if (this.#database) return this.#database;
    throw new Error("The database was not started");
  }

  /** Starts the broker, on the port and with the data that it had. */
  async startBroker(signal?: AbortSignal): Promise<Server> {
    return this.#broker = await startBroker(this.#brokerOptions, signal);
  }

  /** Removes all that the broker keeps; it must not run. */
  async wipeBroker(): Promise<void> {
    await Deno.remove(this.#brokerOptions.dataDir, { recursive: true });
  }

  /** Where the database keeps what it has. */
  get databaseFolder(): string {
    return this.#databaseOptions.dataDir;
  }

  /** Starts the database, on the ports and with the data that it had. */
  async startDatabase(signal?: AbortSignal): Promise<QuestDbServer> {
    return this.#database = await startQuestDb(this.#databaseOptions, signal);
  }

  /** Stops both. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#broker?.stop();
    await this.#database?.stop();
  }
}
