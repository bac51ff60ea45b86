/** How the servers are started that the settings name. */
import { join } from "node:path";
import { SetupError } from "../../devices/lib/program.ts";
import type { DatabaseAddress } from "../config.ts";
import { address, loopback, withoutLogin } from "./address.ts";
import type { BrokerOptions } from "./broker.ts";
import { DATA, LOGS } from "./folders.ts";
import type { Login } from "./login.ts";
import { freePorts, isFree } from "./ports.ts";
import type { JavaTools } from "./prepare.ts";
import type { QuestDbOptions } from "./questdb.ts";

/** Where QuestDB serves its health and metrics; on any free port if this one is taken. */
const HEALTH_PORT = 9003;

/** How the broker is started that `MQTT_URL` names. */
export function brokerOptions(url: string, tools: JavaTools): BrokerOptions {
  return { ...tools, ...place("broker"), hostname: loopback(url), port: address(url).port };
}

/**
 * How the database is started that `QUESTDB_URL` and `QUESTDB_PG_URL` name.
 *
 * @throws {SetupError} if they name different hosts.
 */
export function databaseOptions(
  { url, pgUrl, login }: DatabaseAddress,
  tools: JavaTools,
): QuestDbOptions {
  const hostname = loopback(url);
  if (loopback(pgUrl) !== hostname) {
    throw new SetupError(
      `QUESTDB_PG_URL=${withoutLogin(pgUrl)} must name the same host as QUESTDB_URL=` +
        withoutLogin(url),
    );
  }
  return {
    ...tools,
    ...place("questdb"),
    hostname,
    httpPort: address(url).port,
    pgPort: address(pgUrl).port,
    healthPort: isFree(HEALTH_PORT, hostname) ? HEALTH_PORT : freePorts(1)[0],
    httpLogin: login,
    pgLogin: loginOf(pgUrl),
  };
}

/** The user that a URL names. */
function loginOf(url: string): Login | undefined {
  const { username, password } = new URL(url);
  if (username === "") return undefined;
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

function place(name: string) {
  return { dataDir: join(DATA, name), logFile: join(LOGS, `${name}.log`) };
}
