/** Command lines of flags, each with a value of its own. */
import { parseArgs } from "node:util";
import { ConfigError, type Variable } from "../../devices/lib/env.ts";

/** What a command line may hold. */
export interface Allowed<Name extends string> {
  /** Flags by name without the dashes. */
  readonly flags: readonly Name[];
  /** Whether there may be arguments without a name. */
  readonly names?: boolean;
  /** How it is shown to those who get it wrong. */
  readonly usage: string;
}

/**
 * Reads a command line into flags and names.
 *
 * @throws {ConfigError} that says what is allowed.
 */
export function parseFlags<Name extends string>(
  args: readonly string[],
  { flags, names = false, usage }: Allowed<Name>,
): { flags: Readonly<Partial<Record<Name, string>>>; names: readonly string[] } {
  const options = Object.fromEntries(flags.map((name) => [name, { type: "string" as const }]));
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: names });
    return { flags: parsed.values as Partial<Record<Name, string>>, names: parsed.positionals };
  } catch (error) {
    const [fault] = (error as Error).message.split(". "); // what follows is advice on quoting
    throw new ConfigError(`${fault}; allowed: ${usage}`);
  }
}

/**
 * The value of a flag, or its default.
 *
 * @throws {ConfigError} naming the flag, its value and what is allowed.
 */
export function readFlag<T>(name: string, text: string | undefined, variable: Variable<T>): T {
  try {
    return variable.read(text ?? variable.fallback);
  } catch (error) {
    throw new ConfigError(`--${name}=${JSON.stringify(text)}: ${(error as Error).message}`);
  }
}
