/** The command line of the bench. */
import { ConfigError, decimal, integer } from "../../devices/lib/env.ts";
import { parseFlags, readFlag } from "../launch/args.ts";

/** How much is measured; what a section has no use for it leaves alone. */
export interface BenchOptions {
  /** Readings of a backlog. */
  readonly readings: number;
  readonly rounds: number;
  /** How long the ingest is away. */
  readonly minutes: number;
}

const ALLOWED = {
  flags: ["readings", "rounds", "minutes"],
  names: true,
  usage: "[section ...] [--readings N] [--rounds N] [--minutes N]",
} as const;
const READINGS = integer(200_000, "", { min: 1000, max: 10_000_000 });
const ROUNDS = integer(3, "", { min: 1, max: 100 });
const MINUTES = decimal(10, "", { min: 0.1, max: 1440 });

/**
 * Reads the command line: the sections to run, which are all of `known` without a word, and how.
 *
 * @throws {ConfigError} that says what is allowed.
 */
export function readBenchArgs(
  args: readonly string[],
  known: readonly string[],
): { sections: readonly string[]; options: BenchOptions } {
  const { flags, names } = parseFlags(args, ALLOWED);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ConfigError(`Unknown section ${unknown}: must be ${known.join(", ")}`);
  }
  const options = {
    readings: readFlag("readings", flags.readings, READINGS),
    rounds: readFlag("rounds", flags.rounds, ROUNDS),
    minutes: readFlag("minutes", flags.minutes, MINUTES),
  };
  return { sections: names.length > 0 ? names : known, options };
}
