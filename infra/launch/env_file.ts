/** The file `.env`: settings for every program, below the real environment. */
import { parseEnv } from "node:util";
import type { Environment } from "../../devices/lib/env.ts";
import { misspellings } from "./spelling.ts";

/**
 * The settings of an env file; none if there is no such file, or no path.
 *
 * @throws what reading the file throws, except that it is not there.
 */
export function readEnvFile(path: string): Record<string, string> {
  if (path === "") return {};
  try {
    return { ...parseEnv(Deno.readTextFileSync(path)) } as Record<string, string>;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}

/** What the file adds to the real environment, which wins where both name a variable. */
export function added(
  file: Readonly<Record<string, string>>,
  real: Environment,
): Record<string, string> {
  return Object.fromEntries(Object.entries(file).filter(([name]) => real[name] === undefined));
}

/** One sentence for each name that no program reads but that looks like a setting. */
export function warnings(
  file: Environment,
  real: Environment,
  known: readonly string[],
): string[] {
  const found = [
    ...misspellings(Object.keys(file), known, { strict: true }).map((slip) => ({
      ...slip,
      where: ".env",
    })),
    ...misspellings(Object.keys(real), known).map((slip) => ({
      ...slip,
      where: "the environment",
    })),
  ];
  return found.map(({ name, nearest, where }) =>
    `${name} in ${where} is no setting and is ignored; the nearest is ${nearest}`
  );
}
