/** Settings of `deno task infra` and `deno task demo`: which servers there are, or should be. */
import { choice, type Environment, readEnv, url } from "../devices/lib/env.ts";
import { type Broker, brokerVariables, readBroker } from "../devices/lib/mqtt_config.ts";
import { variables as ingest } from "../ingest/config.ts";
import { variables as web } from "../web/config.ts";
import { basicAuthorization, type Login } from "./local/login.ts";

/** What starts the servers that are missing. */
export type Engine = "docker" | "java";

/** The variables that both programs read. */
export const variables = {
  INFRA: choice(["", "docker", "java"], "", "What starts broker and database; chosen when unset"),
  ...brokerVariables,
  QUESTDB_URL: ingest.QUESTDB_URL,
  QUESTDB_USERNAME: ingest.QUESTDB_USERNAME,
  QUESTDB_PASSWORD: ingest.QUESTDB_PASSWORD,
  QUESTDB_PG_URL: url(
    "postgres://admin:quest@127.0.0.1:8812/qdb",
    ["postgres:", "postgresql:"],
    "QuestDB's address for the PostgreSQL protocol",
  ),
  INGEST_HOST: ingest.INGEST_HOST,
  INGEST_PORT: ingest.INGEST_PORT,
  WEB_HOST: web.WEB_HOST,
  WEB_PORT: web.WEB_PORT,
};

/** The settings, read and checked. */
export interface Config {
  /** What starts the servers; chosen if undefined. */
  readonly engine?: Engine;
  readonly broker: Broker;
  readonly database: DatabaseAddress;
  /** Where ingest serves `/health`. */
  readonly ingest: { readonly hostname: string; readonly port: number };
  /** Where the dashboard is. */
  readonly web: { readonly hostname: string; readonly port: number };
}

/** Where the database is, or should be. */
export interface DatabaseAddress {
  readonly url: string;
  readonly pgUrl: string;
  /** Who uses HTTP, if that wants somebody. */
  readonly login?: Login;
  /** The HTTP header of that user. */
  readonly authorization?: string;
}

/**
 * Reads the settings from the environment.
 *
 * @throws {ConfigError} if one is wrong.
 */
export function readConfig(env: Environment): Config {
  const values = readEnv(variables, env);
  const { QUESTDB_USERNAME: name, QUESTDB_PASSWORD: password } = values;
  const login = name === "" ? undefined : { name, password };
  return {
    engine: values.INFRA || undefined,
    broker: readBroker(values),
    database: {
      url: values.QUESTDB_URL,
      pgUrl: values.QUESTDB_PG_URL,
      login,
      authorization: login && basicAuthorization(login),
    },
    ingest: { hostname: values.INGEST_HOST, port: values.INGEST_PORT },
    web: { hostname: values.WEB_HOST, port: values.WEB_PORT },
  };
}
