/** The ingest's settings: the environment, read once and checked before any connection. */
import {
  ConfigError,
  type Environment,
  integer,
  readEnv,
  text,
  url,
  type Values,
} from "../devices/lib/env.ts";
import { type Broker, brokerVariables, readBroker } from "../devices/lib/mqtt_config.ts";

/** Where the database is. */
export const databaseVariables = {
  QUESTDB_URL: url("http://127.0.0.1:9000", ["http:", "https:"], "QuestDB's HTTP address"),
  QUESTDB_URL_FALLBACK: url(
    "",
    ["http:", "https:"],
    "A second address of the same database, for when the first does not answer",
  ),
  QUESTDB_USERNAME: text("", "User for QuestDB's HTTP address"),
  QUESTDB_PASSWORD: text("", "Password for QuestDB's HTTP address"),
};

/** Every environment variable that the ingest reads. */
export const variables = {
  ...brokerVariables,
  MQTT_USERNAME: text("ingest", "The ingest's user name at the broker, which acl.conf knows"),
  MQTT_CLIENT_ID: text("ledgerline-ingest", "The ingest's MQTT client id; one for each process"),
  ...databaseVariables,
  INGEST_HOST: text("127.0.0.1", "Where /health and /metrics are served"),
  INGEST_PORT: integer(8001, "Its port; one for each process", { min: 1, max: 65_535 }),
  INGEST_GROUP: text("", "Several processes that share the readings name the same group"),
  RECEIVE_MAXIMUM: integer(5000, "Most messages held and not yet acknowledged", {
    min: 1,
    max: 65_535, // MQTT 5, 3.1.2.11.3
  }),
  BATCH_SIZE: integer(10_000, "Most rows in one request to QuestDB", { min: 1 }),
  BATCH_TIMEOUT: integer(0, "How long to wait for more rows before a commit, in ms", {
    max: 2000, // on a stop the last commit is waited for 5 s
  }),
  STORED_INTERVAL: integer(2000, "How long a device waits to be told what is stored, in ms", {
    min: 1,
    max: 60_000,
  }),
  CLOCK_SKEW_LIMIT: integer(300_000, "How far ahead a device's clock may be, in ms"),
};

/** The database in the terms of the program. */
export interface DatabaseConfig {
  /** Addresses of one QuestDB, the preferred one first. */
  readonly questdb: readonly string[];
  readonly questdbUser: { readonly username: string; readonly password: string };
}

/** The settings in the terms of the program. */
export interface IngestConfig extends DatabaseConfig {
  readonly broker: Broker;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  /** The shared subscription group, if there is one. */
  readonly group: string | undefined;
  readonly receiveMaximum: number;
  readonly hostname: string;
  readonly port: number;
  readonly batchSize: number;
  /** Milliseconds. */
  readonly batchTimeout: number;
  /** Milliseconds. */
  readonly storedInterval: number;
  /** Milliseconds. */
  readonly clockSkewLimit: number;
}

const GROUP = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Reads and checks the settings.
 *
 * @throws {ConfigError} naming each wrong variable, its value and what is allowed.
 */
export function readConfig(env: Environment, args: readonly string[] = []): IngestConfig {
  if (args.length > 0) throw new ConfigError(`ingest takes no arguments: ${args.join(" ")}`);
  const values = readEnv(variables, env);
  checkGroup(values.INGEST_GROUP, env);
  return toConfig(values);
}

/**
 * Checks where the database is.
 *
 * @throws {ConfigError} as `readConfig()` does.
 */
export function readDatabase(values: Values<typeof databaseVariables>): DatabaseConfig {
  for (const name of ["QUESTDB_URL", "QUESTDB_URL_FALLBACK"] as const) {
    checkAddress(name, values[name]);
  }
  return {
    questdb: [values.QUESTDB_URL, values.QUESTDB_URL_FALLBACK].filter((url) => url !== ""),
    questdbUser: { username: values.QUESTDB_USERNAME, password: values.QUESTDB_PASSWORD },
  };
}

function toConfig(values: Values<typeof variables>): IngestConfig {
  return {
    broker: readBroker(values),
    clientId: values.MQTT_CLIENT_ID,
    username: values.MQTT_USERNAME,
    password: values.MQTT_PASSWORD,
    group: values.INGEST_GROUP || undefined,
    receiveMaximum: values.RECEIVE_MAXIMUM,
    ...readDatabase(values),
    hostname: values.INGEST_HOST,
    port: values.INGEST_PORT,
    batchSize: values.BATCH_SIZE,
    batchTimeout: values.BATCH_TIMEOUT,
    storedInterval: values.STORED_INTERVAL,
    clockSkewLimit: values.CLOCK_SKEW_LIMIT,
  };
}

/** Members of a group would take each other's session and port if they were left at the default. */
function checkGroup(group: string, env: Environment): void {
  if (group === "") return;
  if (!GROUP.test(group)) {
    throw new ConfigError(
      `INGEST_GROUP=${JSON.stringify(group)}: must be 1 to 64 of A-Z a-z 0-9 . _ -`,
    );
  }
  for (const name of ["MQTT_CLIENT_ID", "INGEST_PORT"]) {
    if (env[name]) continue;
    throw new ConfigError(
      `${name} is not set: each process of INGEST_GROUP=${group} needs its own`,
    );
  }
}

/** The address of a server, and nothing that we would have to leave out. */
function checkAddress(name: string, address: string): void {
  if (address === "") return;
  const { username, password, pathname, search, hash, origin } = new URL(address);
  if (username + password !== "") {
    throw new ConfigError(
      `${name}: user and password go into QUESTDB_USERNAME and QUESTDB_PASSWORD`,
    );
  }
  if (pathname !== "/" || search + hash !== "") {
    throw new ConfigError(`${name}=${JSON.stringify(address)}: must end after the port: ${origin}`);
  }
}
