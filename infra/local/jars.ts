/** Fetches the broker and the database with Maven, once. */
import { join } from "node:path";
import type { Log } from "../../devices/lib/log.ts";
import { SetupError } from "../../devices/lib/program.ts";
import { type RunCommand, runCommand } from "./command.ts";
import { Downloads } from "./downloads.ts";
import { JARS, LOGS, shown, SOURCES } from "./folders.ts";
import { findMaven, mavenEnv, type Tool } from "./java.ts";
import { regularly } from "./regularly.ts";

/** What `fetchJars` needs from outside. */
export interface JarsDeps {
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly run?: RunCommand;
  /** Where the jars go. Default: `infra/.data/lib`. */
  readonly folder?: string;
  /** What Maven writes. Default: `infra/.data/log/maven.log`. */
  readonly logFile?: string;
}

/** Says what the jars are of: a copy of the pom, written when all of them are there. */
const STAMP = "complete-for-pom.xml";
/** The size of the whole on disk, for whoever waits. */
const WHOLE = "150 MB, once";
/** Between two lines that say how far it is. */
const TICK = 3000; // ms

/**
 * The folder that holds the jars of `pom.xml`; fetched if they are not there yet.
 *
 * @throws {SetupError} if Maven is missing or fails.
 */
export async function fetchJars(java: Tool, deps: JarsDeps): Promise<string> {
  const { folder = JARS } = deps;
  const pom = join(SOURCES, "pom.xml");
  const wanted = await Deno.readTextFile(pom);
  const stamp = join(folder, STAMP);
  if (await readIfThere(stamp) === wanted) return folder;
  await Deno.remove(folder, { recursive: true }).catch(ignoreNotFound);
  await runMaven(java, pom, folder, deps);
  await Deno.writeTextFile(stamp, wanted);
  return folder;
}

async function runMaven(java: Tool, pom: string, folder: string, deps: JarsDeps): Promise<void> {
  const { log, signal, run = runCommand, logFile = join(LOGS, "maven.log") } = deps;
  const maven = await findMaven(java, run);
  log.info(`fetching the broker and the database with Maven ${maven.version} (${WHOLE})`);
  const downloads = new Downloads();
  using _ = regularly((text) => log.info(text), () => String(downloads), TICK);
  const result = await run([
    ...maven.command,
    "--batch-mode",
    `--file=${pom}`,
    "org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies",
    `-DoutputDirectory=${folder}`,
  ], { env: mavenEnv(java), signal, onLine: (line) => downloads.read(line) });
  signal.throwIfAborted();
  await Deno.mkdir(join(logFile, ".."), { recursive: true });
  await Deno.writeTextFile(logFile, (result?.lines ?? []).join("\n") + "\n");
  if (result?.code === 0) return;
  throw new SetupError(
    "Maven could not fetch the broker and the database: check the network and Maven's settings; " +
      `see ${shown(logFile)}`,
  );
}

async function readIfThere(path: string): Promise<string | undefined> {
  return await Deno.readTextFile(path).catch(ignoreNotFound);
}

function ignoreNotFound(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
