/** The settings of the ledger in a terminal. */
import { ConfigError, type Environment, readEnv } from "../../devices/lib/env.ts";
import { variables as all } from "../config.ts";

const { QUESTDB_PG_URL, QUESTDB_PG_URL_FALLBACK } = all;

/** Every environment variable that the ledger reads. */
export const variables = { QUESTDB_PG_URL, QUESTDB_PG_URL_FALLBACK };

/** What to show, and of which database. */
export interface LedgerConfig {
  /** One or two addresses of one database, in the order in which they are tried. */
  readonly databases: readonly string[];
  /** Show this device alone, with its epochs; undefined for the fleet. */
  readonly device: string | undefined;
}

/** The settings in `env`. @throws {ConfigError} */
export function readConfig(env: Environment, args: readonly string[] = []): LedgerConfig {
  if (args.length > 1) throw new ConfigError(`ledger takes one device at most: ${args.join(" ")}`);
  const values = readEnv(variables, env);
  const databases = [values.QUESTDB_PG_URL, values.QUESTDB_PG_URL_FALLBACK];
  return { databases: databases.filter((text) => text !== ""), device: args[0] };
}
