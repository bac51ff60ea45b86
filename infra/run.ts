/**
 * Starts one of the programs: checks its settings, computes what it may do, hands on signals and
 * its exit code. `deno run --allow-env --allow-read --allow-run infra/run.ts <program> [arguments]`
 */
import { join } from "node:path";
import { consoleLog } from "../devices/lib/log.ts";
import { report, SetupError } from "../devices/lib/program.ts";
import { endOfInput, PARENT_PIPE, runChild } from "./launch/child.ts";
import { denoArgs } from "./launch/command.ts";
import { added, readEnvFile, warnings } from "./launch/env_file.ts";
import { allNames, programs } from "./launch/programs.ts";
import { ROOT } from "./local/folders.ts";

/** Names another file than `.env`; empty means none. */
const ENV_FILE = "LEDGERLINE_ENV_FILE";

const [name = "", ...args] = Deno.args;
const log = consoleLog(name || "run");
try {
  Deno.exit(await run());
} catch (error) {
  Deno.exit(report(error, log));
}

async function run(): Promise<number> {
  if (!Object.hasOwn(programs, name)) throw unknownProgram();
  const { before } = programs[name];
  const real = Deno.env.toObject();
  const file = readEnvFile(real[ENV_FILE] ?? join(ROOT, ".env"));
  for (const warning of warnings(file, real, allNames)) log.warn(warning);
  const env = { ...file, ...real };
  const command = await denoArgs(programs[name], args, env);
  const child = {
    env: added(file, real),
    cwd: ROOT,
    parentGone: real[PARENT_PIPE] === "1" ? endOfInput() : undefined,
  };
  if (before !== undefined) {
    const first = await denoArgs(programs[before], [], env);
    const { code, told } = await runChild({ ...child, args: first });
    if (code !== 0 || told) return code;
  }
  return (await runChild({ ...child, args: command })).code;
}

function unknownProgram(): SetupError {
  const known = Object.keys(programs).join(", ");
  return new SetupError(`Program ${JSON.stringify(name)} is none of: ${known}`);
}
