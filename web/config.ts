/** The dashboard's settings, checked before anything is opened. */
import { ConfigError, type Environment, integer, readEnv, text, url } from "../devices/lib/env.ts";

const PG = ["postgres:", "postgresql:"] as const;

/** Every environment variable that the dashboard reads. */
export const variables = {
  WEB_HOST: text(
    "127.0.0.1",
    "Address that the dashboard listens on; others than loopback need WEB_PASSWORD",
  ),
  WEB_PORT: integer(8000, "Port that the dashboard listens on", { min: 1, max: 65_535 }),
  WEB_TICK: integer(250, "Milliseconds between two looks at the database while a page is open", {
    min: 50,
    max: 10_000,
  }),
  WEB_PASSWORD: text("", "Password of the dashboard; empty for none"),
  QUESTDB_PG_URL: url(
    "postgres://admin:quest@127.0.0.1:8812/qdb",
    PG,
    "The database's PostgreSQL interface, with user and password",
  ),
  QUESTDB_PG_URL_FALLBACK: url("", PG, "A second address of the same database, if it has one"),
  INGEST_HOST: text("127.0.0.1", "Where the ingest serves /health and /metrics"),
  INGEST_PORT: integer(8001, "Port of the ingest's /health and /metrics", { min: 1, max: 65_535 }),
};

/** The settings of one dashboard. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** ms */
  readonly tick: number;
  /** Empty if anyone may look. */
  readonly password: string;
  /** One or two addresses of one database, in the order in which they are tried. */
  readonly databases: readonly string[];
  /** The ingest's /health. */
  readonly ingestHealth: string;
}

/**
 * The settings in `env`.
 *
 * @throws {ConfigError} if one is wrong, or others than this machine could look without a password.
 */
export function readConfig(env: Environment, args: readonly string[] = []): Config {
  if (args.length > 0) throw new ConfigError(`web takes no arguments: ${args.join(" ")}`);
  const values = readEnv(variables, env);
  const { WEB_HOST: host, WEB_PASSWORD: password } = values;
  if (!isLoopback(host) && password === "") {
    throw new ConfigError(
      `WEB_HOST=${JSON.stringify(host)}: anyone who reaches this address could look: ` +
        "set WEB_PASSWORD or listen on 127.0.0.1",
    );
  }
  return {
    host,
    port: values.WEB_PORT,
    tick: values.WEB_TICK,
    password,
    databases: [values.QUESTDB_PG_URL, values.QUESTDB_PG_URL_FALLBACK].filter((text) =>
      text !== ""
    ),
    ingestHealth: `http://${authority(values.INGEST_HOST, values.INGEST_PORT)}/health`,
  };
}

/** Whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127\.[\d.]+$/.test(host);
}

/** An ingest that listens everywhere is asked on this machine. */
function authority(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `${
    reachable.includes(":") && !reachable.startsWith("[") ? `[${reachable}]` : reachable
  }:${port}`;
}
