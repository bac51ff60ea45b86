/** Starts the servers that are missing on this machine. */
import type { Config } from "../config.ts";
import { startDockerServers } from "./docker_servers.ts";
import { chooseEngine } from "./engine.ts";
import { type StartDeps, startJavaServers } from "./java_servers.ts";
import type { Missing } from "./missing.ts";
import type { Stoppable } from "./together.ts";

/**
 * Starts what is missing, by Docker or with Java, and waits until it answers.
 *
 * @throws {SetupError} if that can't be done: one sentence, and what to do.
 */
export async function startMissing(
  config: Config,
  missing: Missing,
  deps: StartDeps,
): Promise<Stoppable> {
  if (!missing.broker && !missing.database) return { stop: () => Promise.resolve() };
  const engine = await chooseEngine(config, missing, deps.run);
  const start = engine === "docker" ? startDockerServers : startJavaServers;
  return await start(config, missing, deps);
}
