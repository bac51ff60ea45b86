/** The command that starts a program with exactly the permissions that its settings call for. */
import { join } from "node:path";
import type { Environment } from "../../devices/lib/env.ts";
import { ROOT } from "../local/folders.ts";
import { toFlags } from "./flags.ts";
import { jsrConfig } from "./jsr.ts";
import type { Program } from "./program.ts";
import { programs } from "./programs.ts";

export { ROOT };

/**
 * The arguments of `deno` that run `program` with `args`.
 *
 * @throws {ConfigError} if one of its settings in `env`, or one of its arguments, is wrong.
 */
export async function denoArgs(
  program: Program,
  args: readonly string[],
  env: Environment,
): Promise<string[]> {
  const permissions = program.check(env, args);
  const config = program.jsr ? await jsrConfig({ root: ROOT }) : join(ROOT, "deno.json");
  const v8 = program.v8 ? [`--v8-flags=${program.v8.join(",")}`] : [];
  const flags = [`--config=${config}`, ...v8, ...toFlags(permissions)];
  return ["run", ...flags, join(ROOT, program.entry), ...args];
}

/** What `jsrConfig` writes. */
const JSR_FILES = ["infra/.data", "deno.offline.json", "deno.offline.lock"];

/**
 * The arguments of `deno` that run the launcher with a program of this name, from the repository's
 * root. The launcher itself reads whatever the settings name, and starts deno with permissions that
 * it computes: no list could be shorter than that.
 */
export function launcherArgs(name: string): string[] {
  const write = programs[name]?.jsr ? [`--allow-write=${JSR_FILES.join(",")}`] : [];
  return ["run", "--allow-env", "--allow-read", "--allow-run", ...write, "infra/run.ts", name];
}
