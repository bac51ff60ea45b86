/** QuestDB on this machine. */
import { join } from "node:path";
import { basicAuthorization, type Login } from "./login.ts";
import { SOURCES } from "./folders.ts";
import type { JavaServerOptions } from "./prepare.ts";
import { requireFree } from "./ports.ts";
import { probeQuestDb } from "./probe.ts";
import { type Server, startServer } from "./server.ts";

/** Where and with what QuestDB is started. */
export interface QuestDbOptions extends JavaServerOptions {
  /** HTTP: SQL, ILP and the console. */
  readonly httpPort: number;
  /** The PostgreSQL protocol. */
  readonly pgPort: number;
  /** Health and Prometheus metrics. */
  readonly healthPort: number;
  /** Who may use HTTP. Default: everybody. */
  readonly httpLogin?: Login;
  /** Who may use the PostgreSQL protocol. Default: admin with quest, as QuestDB has it. */
  readonly pgLogin?: Login;
}

/** A running QuestDB. */
export interface QuestDbServer extends Server {
  /** For clients of the PostgreSQL protocol. */
  readonly pgUrl: string;
  /** Prometheus metrics. */
  readonly metricsUrl: string;
}

/**
 * Starts QuestDB and waits until it answers a query.
 *
 * @throws {SetupError} if a port is taken or it does not come up; names the log.
 */
export async function startQuestDb(
  options: QuestDbOptions,
  signal?: AbortSignal,
): Promise<QuestDbServer> {
  const { dataDir, httpPort, pgPort, healthPort, hostname = "127.0.0.1", httpLogin } = options;
  requireFree(httpPort, hostname, "the database", "QUESTDB_URL");
  requireFree(pgPort, hostname, "the database", "QUESTDB_PG_URL");
  await emptyNativeFolder(dataDir);
  const url = `http://${hostname}:${httpPort}`;
  const authorization = httpLogin && basicAuthorization(httpLogin);
  const server = await startServer({
    name: "The database",
    url,
    command: await questDbCommand(options),
    env: questDbSettings(options),
    logFile: options.logFile,
    answers: async () => (await probeQuestDb({ url, authorization })).kind === "right",
  }, signal);
  const { name, password } = options.pgLogin ?? DEFAULT_LOGIN;
  return {
    ...server,
    pgUrl: `postgres://${name}:${password}@${hostname}:${pgPort}/qdb`,
    metricsUrl: `http://${hostname}:${healthPort}/metrics`,
  };
}

const DEFAULT_LOGIN: Login = { name: "admin", password: "quest" };

/** QuestDB unpacks 9 MB of native code at each start, and a kill leaves them behind: here, not in /tmp. */
function nativeFolder(dataDir: string): string {
  return join(dataDir, "native");
}

/** Makes it, with the database's folder around it. */
async function emptyNativeFolder(dataDir: string): Promise<void> {
  const folder = nativeFolder(dataDir);
  await Deno.mkdir(folder, { recursive: true });
  for (const { name } of Deno.readDirSync(folder)) Deno.removeSync(join(folder, name));
}

async function questDbCommand({ java, jars, dataDir }: QuestDbOptions): Promise<string[]> {
  return [
    ...java.command,
    "-Xmx1g",
    `-Djava.io.tmpdir=${nativeFolder(dataDir)}`,
    `--module-path=${await questDbJar(jars)}`, // as a module it knows its own version
    "--add-modules=io.questdb",
    join(SOURCES, "Questdb.java"),
    dataDir,
  ];
}

async function questDbJar(jars: string): Promise<string> {
  for await (const { name } of Deno.readDir(jars)) {
    if (name.startsWith("questdb-")) return join(jars, name);
  }
  throw new Error(`No jar of QuestDB in ${jars}`);
}

/** QuestDB's settings as environment variables, which win over its `server.conf`. */
export function questDbSettings(options: QuestDbOptions): Record<string, string> {
  const { httpPort, pgPort, healthPort, hostname = "127.0.0.1" } = options;
  const { httpLogin, pgLogin = DEFAULT_LOGIN } = options;
  return {
    QDB_HTTP_BIND_TO: `${hostname}:${httpPort}`,
    QDB_HTTP_USER: httpLogin?.name ?? "",
    QDB_HTTP_PASSWORD: httpLogin?.password ?? "",
    QDB_PG_NET_BIND_TO: `${hostname}:${pgPort}`,
    QDB_PG_USER: pgLogin.name,
    QDB_PG_PASSWORD: pgLogin.password,
    QDB_HTTP_MIN_NET_BIND_TO: `${hostname}:${healthPort}`,
    QDB_LINE_TCP_ENABLED: "false",
    QDB_METRICS_ENABLED: "true",
    QDB_TELEMETRY_ENABLED: "false",
    // A commit that was answered survives a power failure.
    QDB_CAIRO_COMMIT_MODE: "sync",
    // The log of transactions keeps their times and rows, which the live view reads.
    QDB_CAIRO_DEFAULT_SEQUENCER_PART_TXN_COUNT: "1000",
    // A stray field is an error, not a change of the schema.
    QDB_LINE_AUTO_CREATE_NEW_COLUMNS: "false",
    QDB_LINE_AUTO_CREATE_NEW_TABLES: "false",
    // Closing a day may take minutes; whoever asks has a patience of their own.
    QDB_QUERY_TIMEOUT: "600000",
    // Readings of many devices overlap in time. A commit rewrites the part of the day that it overlaps
    // with, by default of 50 MB: that was 50 bytes on the disk for each that arrived.
    QDB_CAIRO_O3_PARTITION_SPLIT_MIN_SIZE: "1M",
    // By default a thread without work spins for some 20 ms before it sleeps: half of all its CPU.
    QDB_SHARED_WORKER_NAP_THRESHOLD: "100",
    QDB_WAL_APPLY_WORKER_NAP_THRESHOLD: "100",
    // A small machine: 16 MB a column is more than a day of most fleets.
    QDB_CAIRO_WRITER_DATA_APPEND_PAGE_SIZE: "1M",
    QDB_SHARED_NETWORK_WORKER_COUNT: "2",
    QDB_SHARED_QUERY_WORKER_COUNT: "2",
    QDB_SHARED_WRITE_WORKER_COUNT: "2",
    // Not a line for every query and commit.
    QDB_LOG_W_STDOUT_LEVEL: "CRITICAL,ERROR,ADVISORY",
  };
}
