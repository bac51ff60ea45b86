/** The missing servers as containers. */
import { delay } from "../../devices/lib/backoff.ts";
import { SetupError } from "../../devices/lib/program.ts";
import type { Config } from "../config.ts";
import { type DockerDeps, type Service, startContainers } from "./docker.ts";
import { findMissing, type Missing, type Probes } from "./missing.ts";
import type { Stoppable } from "./together.ts";

/** How long a healthy container may take until its port answers from outside. */
const PATIENCE = 20_000; // ms
const TICK = 200; // ms

/**
 * Starts EMQX, QuestDB or both, and waits until they answer where the settings say.
 *
 * @throws {SetupError} if they don't.
 */
export async function startDockerServers(
  config: Config,
  missing: Missing,
  deps: DockerDeps & { readonly probes?: Probes },
): Promise<Stoppable> {
  const services: Service[] = [];
  if (missing.broker) services.push("emqx");
  if (missing.database) services.push("questdb");
  const containers = await startContainers(services, deps);
  try {
    await untilAnswered(config, deps.signal, deps.probes);
    return containers;
  } catch (error) {
    await containers.stop();
    throw error;
  }
}

async function untilAnswered(config: Config, signal: AbortSignal, probes?: Probes): Promise<void> {
  for (let waited = 0; waited < PATIENCE; waited += TICK) {
    signal.throwIfAborted();
    const missing = await findMissing(config, probes).catch(() => undefined); // half open
    if (missing && !missing.broker && !missing.database) return;
    await delay(TICK, signal);
  }
  throw new SetupError(
    "The containers are healthy but can't be reached from outside: see docker compose ps",
  );
}
