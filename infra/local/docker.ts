/** The broker and the database as containers of `compose.yaml`. */
import type { Log } from "../../devices/lib/log.ts";
import { SetupError } from "../../devices/lib/program.ts";
import { type RunCommand, runCommand } from "./command.ts";
import { ROOT } from "./folders.ts";
import { regularly } from "./regularly.ts";
import type { Stoppable } from "./together.ts";

/** A service of `compose.yaml`. */
export type Service = "emqx" | "questdb";

/** What the containers are started with. */
export interface DockerDeps {
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly run?: RunCommand;
}

/** Not by the file's name: `COMPOSE_FILE` in `.env` may add others, such as `infra/emqx/users.yaml`. */
const COMPOSE = ["docker", "compose", "--project-directory", ROOT];
/** How long the containers may take to get healthy once their images are there, in seconds. */
const PATIENCE = 180;
/** A Docker whose engine hangs is none. */
const QUESTION = 10_000; // ms
/** Between two lines of progress. */
const TICK = 3000; // ms

/** Whether a Docker engine answers, and has Compose. */
export async function hasDocker(run: RunCommand = runCommand): Promise<boolean> {
  const signal = AbortSignal.timeout(QUESTION);
  const answers = await Promise.all([
    run(["docker", "version", "--format", "{{.Server.Version}}"], { signal }),
    run(["docker", "compose", "version"], { signal }),
  ]);
  return answers.every((answer) => answer?.code === 0);
}

/**
 * Starts containers and waits until they are healthy. Stopping stops those that did not run before.
 *
 * @throws {SetupError} if they don't get healthy, with Docker's last words.
 */
export async function startContainers(
  services: readonly Service[],
  { log, signal, run = runCommand }: DockerDeps,
): Promise<Stoppable> {
  const running = await run([...COMPOSE, "ps", "--services", "--status", "running"]);
  const ours = services.filter((service) => !running?.lines.includes(service));
  const stop = async () => {
    if (ours.length > 0) await run([...COMPOSE, "stop", ...ours]);
  };
  try {
    await up(services, { log, signal, run });
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function up(services: readonly Service[], { log, signal, run }: Required<DockerDeps>) {
  log.info(`starting containers with Docker: ${services.join(", ")}`);
  let last = "";
  using _ = regularly((text) => log.info(text), () => last, TICK);
  const result = await run(
    [...COMPOSE, "up", "--detach", "--wait", "--wait-timeout", String(PATIENCE), ...services],
    { signal, onLine: (line) => last = line.trim() || last },
  );
  signal.throwIfAborted();
  if (result?.code === 0) return;
  throw new SetupError(
    `The containers did not get healthy (${last}): ` +
      `see docker compose logs ${services.join(" ")}, or set INFRA=java`,
  );
}
