/** Settings of the programs under test. */
import { allNames } from "../launch/programs.ts";

/** Settings of a program, as in the environment. */
export type Settings = Readonly<Record<string, string | number>>;

/**
 * Every setting of every program: those that are given, and all others at their defaults. An empty
 * variable is one at its default, whatever the shell of whoever runs the programs holds.
 */
export function environment(settings: Settings): Record<string, string> {
  const unset = Object.fromEntries(allNames.map((name) => [name, ""]));
  const set = Object.entries(settings).map(([name, value]) => [name, `${value}`]);
  return { ...unset, ...Object.fromEntries(set) };
}
