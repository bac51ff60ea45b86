/** The command line of the devices' programs. */
import { parseArgs } from "node:util";
import { kinds } from "./kinds.ts";
import { ConfigError, decimal } from "./lib/env.ts";

/** What a command line may hold, and how it is shown to those who get it wrong. */
const USAGE = {
  "id": "<id>",
  "kind": `[--kind ${Object.keys(kinds).join("|")}]`,
  "status-every": "[--status-every seconds]",
};

/** Flags by name without the dashes. */
export type Flags = Readonly<Partial<Record<string, string>>>;

/**
 * Reads a command line of what is `allowed`; `id` is the one argument that has no name.
 *
 * @throws {ConfigError} that says what is allowed.
 */
export function readArguments(
  args: readonly string[],
  allowed: readonly (keyof typeof USAGE)[],
): { flags: Flags; id: string } {
  const flags = allowed.filter((name) => name !== "id");
  const options = Object.fromEntries(flags.map((name) => [name, { type: "string" as const }]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const expected = allowed.includes("id") ? 1 : 0;
    if (positionals.length < expected) throw new TypeError("A device id is missing");
    if (positionals.length > expected) {
      throw new TypeError(`Unexpected argument ${JSON.stringify(positionals[expected])}`);
    }
    return { flags: values, id: positionals[0] };
  } catch (error) {
    const [fault] = (error as Error).message.split(". "); // what follows is advice on quoting
    throw new ConfigError(`${fault}; allowed: ${allowed.map((name) => USAGE[name]).join(" ")}`);
  }
}

/**
 * A flag's value in milliseconds, from seconds with decimals.
 *
 * @throws {ConfigError} naming the flag, its value and what is allowed.
 */
export function readSeconds(name: string, text: string): number {
  try {
    return decimal(0, "", { min: 0.1, max: 86_400 }).read(text) * 1000;
  } catch (error) {
    throw new ConfigError(`${name}=${JSON.stringify(text)}: ${(error as Error).message}`);
  }
}
