/** The missing servers as processes of this machine, where the settings say. */
import type { Environment } from "../../devices/lib/env.ts";
import type { Log } from "../../devices/lib/log.ts";
import type { Config } from "../config.ts";
import { startBroker } from "./broker.ts";
import type { RunCommand } from "./command.ts";
import { brokerOptions, databaseOptions } from "./java_options.ts";
import { keepRunning } from "./keep.ts";
import type { Missing } from "./missing.ts";
import { prepareJava } from "./prepare.ts";
import { startQuestDb } from "./questdb.ts";
import { regularly } from "./regularly.ts";
import { type Start, startTogether, type Stoppable } from "./together.ts";

/** What starting servers needs from outside. */
export interface StartDeps {
  /** Where `JAVA_HOME` may stand. */
  readonly env: Environment;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Runs Maven and Docker. Default: the real ones. */
  readonly run?: RunCommand;
}

/** Between two lines that say what is waited for. */
const TICK = 5000; // ms

/**
 * Starts HiveMQ CE, QuestDB or both, with data under `infra/.data`, and again when one dies.
 * Stopping stops the broker first.
 *
 * @throws {SetupError} if Java is missing or a server does not come up.
 */
export async function startJavaServers(
  config: Config,
  missing: Missing,
  { env, log, signal, run }: StartDeps,
): Promise<Stoppable> {
  const tools = await prepareJava(env, { log, signal, run });
  const starts = new Map<string, Start<Stoppable>>();
  if (missing.broker) {
    const options = brokerOptions(config.broker.url, tools);
    const start = (off: AbortSignal) => startBroker(options, off);
    starts.set("the broker", (off) => keepRunning("the broker", start, off, { log }));
  }
  if (missing.database) {
    const options = databaseOptions(config.database, tools);
    const start = (off: AbortSignal) => startQuestDb(options, off);
    starts.set("the database", (off) => keepRunning("the database", start, off, { log }));
  }
  log.info(`starting ${[...starts.keys()].join(" and ")} on Java ${tools.java.version}`);
  const servers = await startAndSay(starts, log, signal);
  const stop = async () => {
    for (const server of servers) await server.stop();
  };
  return { stop };
}

/** Starts everything side by side, and says what is waited for. */
async function startAndSay(
  starts: Map<string, Start<Stoppable>>,
  log: Log,
  signal: AbortSignal,
): Promise<Stoppable[]> {
  const waiting = new Set(starts.keys());
  using _ = regularly(
    (text) => log.info(text),
    () => `waiting for ${[...waiting].join(" and ")}`,
    TICK,
  );
  const said = [...starts].map(([name, start]) => async (off: AbortSignal) => {
    const server = await start(off);
    waiting.delete(name);
    return server;
  });
  return await startTogether(said, signal);
}
