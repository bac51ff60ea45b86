/** The settings and arguments of `deno task replay`. */
import { parseArgs } from "node:util";
import { DEVICE_ID_RULE, isDeviceId } from "../../devices/wire/device_id.ts";
import { ConfigError, type Environment, readEnv } from "../../devices/lib/env.ts";
import {
  type DatabaseConfig,
  databaseVariables,
  readDatabase,
  variables as ingest,
} from "../config.ts";
import { REASONS } from "../reasons.ts";

/** Every environment variable that the replay reads. */
export const variables = { ...databaseVariables, CLOCK_SKEW_LIMIT: ingest.CLOCK_SKEW_LIMIT };

/** Which letters to take. */
export interface Selection {
  readonly reason?: string;
  readonly device?: string;
}

/** The settings in the terms of the program. */
export interface ReplayConfig extends DatabaseConfig {
  /** Milliseconds. */
  readonly clockSkewLimit: number;
  readonly selection: Selection;
  /** Whether to store nothing, and only say what would be. */
  readonly dryRun: boolean;
}

/**
 * Reads and checks settings and arguments.
 *
 * @throws {ConfigError} if one is wrong.
 */
export function readConfig(env: Environment, args: readonly string[]): ReplayConfig {
  const values = readEnv(variables, env);
  const { reason, device, "dry-run": dryRun = false } = readArguments(args);
  if (reason !== undefined && !Object.hasOwn(REASONS, reason)) {
    const known = Object.keys(REASONS).join(", ");
    throw new ConfigError(`--reason=${JSON.stringify(reason)}: must be one of ${known}`);
  }
  if (device !== undefined && !isDeviceId(device)) {
    throw new ConfigError(`--device=${JSON.stringify(device)}: must be ${DEVICE_ID_RULE}`);
  }
  const clockSkewLimit = values.CLOCK_SKEW_LIMIT;
  return { ...readDatabase(values), clockSkewLimit, selection: { reason, device }, dryRun };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        reason: { type: "string" },
        device: { type: "string" },
        "dry-run": { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new ConfigError(
      `replay [--reason …] [--device …] [--dry-run]: ${(error as Error).message}`,
    );
  }
}
