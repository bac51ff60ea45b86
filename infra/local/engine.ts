/** Chooses what starts the servers. */
import { SetupError } from "../../devices/lib/program.ts";
import type { Config, Engine } from "../config.ts";
import { address, loopback } from "./address.ts";
import { type RunCommand, runCommand } from "./command.ts";
import { hasDocker } from "./docker.ts";
import type { Missing } from "./missing.ts";

/**
 * Docker if its engine answers and `compose.yaml` publishes the missing servers' ports, else Java;
 * the setting decides when there is one.
 *
 * @throws {SetupError} if Docker is set but can't do it.
 */
export async function chooseEngine(
  config: Config,
  missing: Missing,
  run: RunCommand = runCommand,
): Promise<Engine> {
  if (config.engine === "java") return "java";
  const other = missing.broker && unpublished("MQTT_URL", config.broker.url, 1883) ||
    missing.database && unpublished("QUESTDB_URL", config.database.url, 9000) ||
    missing.database && unpublished("QUESTDB_PG_URL", config.database.pgUrl, 8812);
  const docker = !other && await hasDocker(run);
  if (docker) return "docker";
  if (config.engine !== "docker") return "java";
  throw new SetupError(
    other
      ? `INFRA=docker, but ${other}: change it, or set INFRA=java`
      : "INFRA=docker, but no Docker engine with Compose answers: start it, or set INFRA=java",
  );
}

/** What is wrong with an address, if containers don't answer there. */
function unpublished(variable: string, url: string, published: number): string | undefined {
  const { hostname, port } = address(url);
  if (loopback(url) === "127.0.0.1" && port === published) return undefined;
  return `compose.yaml publishes 127.0.0.1:${published} and ${variable} names ${hostname}:${port}`;
}
