/** The settings of `deno task doctor`: those of the programs that it looks at. */
import { variables as devices } from "../../devices/config.ts";
import { type Environment, readEnv, url, type Values } from "../../devices/lib/env.ts";
import {
  type IngestConfig,
  readConfig as readIngest,
  variables as ingest,
} from "../../ingest/config.ts";
import { readConfig as readWeb, variables as web } from "../../web/config.ts";
import {
  type Config as InfraConfig,
  readConfig as readInfra,
  variables as infra,
} from "../config.ts";

/** Every variable that the doctor reads. */
export const variables = {
  ...infra,
  ...ingest,
  ...web,
  OUTBOX_DIR: devices.OUTBOX_DIR,
  EMQX_API_URL: url(
    "http://127.0.0.1:18083",
    ["http:", "https:"],
    "EMQX's API, for doctor; http://key:secret@… with an API key to see the queues",
  ),
};

/** What the doctor looks at. */
export interface DoctorConfig {
  readonly infra: InfraConfig;
  readonly ingest: IngestConfig;
  readonly outboxDir: string;
  readonly dashboard: { readonly hostname: string; readonly port: number };
  /** May hold user and password. */
  readonly emqxApi: string;
}

/**
 * Reads the settings.
 *
 * @throws {ConfigError} if one is wrong.
 */
export function readConfig(env: Environment): DoctorConfig {
  const values: Values<typeof variables> = readEnv(variables, env);
  const { host, port } = readWeb(env);
  return {
    infra: readInfra(env),
    ingest: readIngest(env),
    outboxDir: values.OUTBOX_DIR,
    dashboard: { hostname: host, port },
    emqxApi: values.EMQX_API_URL,
  };
}
