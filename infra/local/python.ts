/** Packages of Python, installed where only we look. */
import { join } from "node:path";
import { type RunCommand, runCommand } from "./command.ts";
import { DATA } from "./folders.ts";

/** Where Python finds these packages: for `PYTHONPATH`. */
export function pythonPath(packages: readonly string[]): string {
  return join(DATA, "python", packages.join(" "));
}

/** Fails unless its arguments, such as `paho-mqtt==2.1.0`, are installed in these versions. */
export const CHECK = `import sys, importlib.metadata as m
sys.exit(any(m.version(n) != v for n, v in (p.split("==") for p in sys.argv[1:])))`;

/**
 * Installs packages, given with their versions, unless they are there already; returns why not if
 * they can't be had.
 */
export async function installPython(
  packages: readonly string[],
  run: RunCommand = runCommand,
): Promise<string | undefined> {
  const path = pythonPath(packages);
  const env = { PYTHONPATH: path };
  const there = await run(["python3", "-c", CHECK, ...packages], { env });
  if (there === undefined) return "there is no python3";
  if (there.code === 0) return undefined;
  const pip = ["-m", "pip", "install", "--quiet", "--target", path, ...packages];
  const installed = await run(["python3", ...pip]);
  return installed?.code === 0 ? undefined : `pip: ${installed?.lines.at(-1)}`;
}
