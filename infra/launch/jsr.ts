/**
 * Which configuration a program is started with: `deno.json`, or, where JSR can't be reached,
 * `deno.offline.json`, in which the packages of `infra/jsr` stand in for those of JSR.
 *
 * Whoever calls this needs: reading the repository's root and `infra/jsr`; writing `infra/.data`,
 * `deno.offline.json` and `deno.offline.lock`; running deno itself.
 */
import { join } from "node:path";
import { writeAtomically } from "./write_atomically.ts";
import { writeOfflineConfig } from "./offline_config.ts";

/** What `jsrConfig` needs from outside. */
export interface JsrDeps {
  /** The repository's root folder. */
  readonly root: string;
  /** The time in milliseconds. Default: the clock. */
  readonly now?: () => number;
  /** Whether Deno finds a package such as `jsr:@std/assert@1`. Default: it is asked. */
  readonly resolves?: (specifier: string) => Promise<boolean>;
}

/** For how long an answer counts, in milliseconds: a day. */
const ANSWER_LASTS = 24 * 60 * 60 * 1000;
/** For how long Deno may look for a package, in milliseconds. */
const PATIENCE = 5000;
/** The package that is looked for; it is small and depends on one other. */
const PROBE = "jsr:@std/assert@1";

/**
 * The path of the configuration to pass as `--config`. Asks whether JSR can be reached at most once
 * a day; every call in between costs a few file reads.
 */
export async function jsrConfig(deps: JsrDeps): Promise<string> {
  const { root } = deps;
  if (await isReachable(deps)) return join(root, "deno.json");
  return await writeOfflineConfig(root);
}

async function isReachable(
  { root, now = Date.now, resolves = denoResolves }: JsrDeps,
): Promise<boolean> {
  const data = join(root, "infra/.data");
  const path = join(data, "jsr.json");
  const known = await readAnswer(path);
  if (known && Math.abs(now() - known.asked) < ANSWER_LASTS) return known.reachable;
  const reachable = await resolves(PROBE);
  await writeAtomically(path, JSON.stringify({ reachable, asked: now() }) + "\n", data);
  return reachable;
}

/** The last answer and when it was given; undefined if there is none that can be read. */
async function readAnswer(
  path: string,
): Promise<{ reachable: boolean; asked: number } | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Has Deno fetch the package, without touching the project's lock file. */
async function denoResolves(specifier: string): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", "--no-config", "--no-lock", specifier],
    stdin: "null",
    stdout: "null",
    stderr: "null",
    signal: AbortSignal.timeout(PATIENCE),
  }).output();
  return success;
}
