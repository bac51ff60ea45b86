/** Finds a JDK and Maven on this machine. */
import { basename, dirname, join } from "node:path";
import type { Environment } from "../../devices/lib/env.ts";
import { SetupError } from "../../devices/lib/program.ts";
import { type RunCommand, runCommand } from "./command.ts";

/** The oldest Java that HiveMQ CE and QuestDB both run on. */
const OLDEST = 17;

/** A program that was found. */
export interface Tool {
  /** The program and the arguments that come before all others. */
  readonly command: readonly string[];
  readonly version: string;
}

/** How to get what is missing. */
export const JAVA_REMEDY = "install a JDK 17 or later and Maven (Debian: apt install " +
  "default-jdk-headless maven; macOS: brew install openjdk maven; Windows: choco install temurin " +
  "maven), or start Docker";

/** Where Java may be, in the order in which it is looked for. */
export function javaPrograms(env: Environment, os = Deno.build.os): string[] {
  const name = os === "windows" ? "java.exe" : "java";
  const home = env.JAVA_HOME ? [join(env.JAVA_HOME, "bin", name)] : [];
  // Homebrew does not put its Java on the PATH.
  const brew = ["/opt/homebrew/opt/openjdk/bin/java", "/usr/local/opt/openjdk/bin/java"];
  return [...home, "java", ...(os === "darwin" ? brew : [])];
}

/**
 * A JDK 17 or later: of `JAVA_HOME`, else on the `PATH`.
 *
 * @throws {SetupError} if there is none, with what was found instead.
 */
export async function findJava(env: Environment, run: RunCommand = runCommand): Promise<Tool> {
  const found: string[] = [];
  for (const program of javaPrograms(env)) {
    const answer = await run([program, "--list-modules"]);
    if (answer === undefined) continue;
    const { version, fault } = judge(answer.code === 0 ? answer.lines : []);
    if (fault === undefined) return { command: [program], version };
    found.push(`${program} ${fault}`);
  }
  const instead = found.length > 0 ? ` (${found.join("; ")})` : "";
  throw new SetupError(`No JDK found${instead}: ${JAVA_REMEDY}`);
}

/** Reads lines such as `java.base@17.0.15`; a runtime without compiler lacks `jdk.compiler`. */
function judge(modules: readonly string[]): { version: string; fault?: string } {
  const version = modules.find((line) => line.startsWith("java.base@"))?.split("@")[1] ?? "";
  if (version === "") return { version, fault: "is no Java 9 or later" };
  if (parseInt(version) < OLDEST) return { version, fault: `is Java ${version}` };
  if (modules.some((line) => line.startsWith("jdk.compiler@"))) return { version };
  return { version, fault: `is a Java ${version} without compiler` };
}

/** The command that runs Maven; on Windows it is a batch file, which wants a shell. */
export function mavenCommand(os = Deno.build.os): string[] {
  return os === "windows" ? ["cmd", "/d", "/c", "mvn"] : ["mvn"];
}

/** What makes Maven run on this Java, whatever `JAVA_HOME` is; empty means the `PATH`'s. */
export function mavenEnv({ command: [java] }: Tool): Record<string, string> {
  return { JAVA_HOME: basename(dirname(java)) === "bin" ? dirname(dirname(java)) : "" };
}

/**
 * Maven on the `PATH`, to be run with `mavenEnv(java)`.
 *
 * @throws {SetupError} if there is none.
 */
export async function findMaven(java: Tool, run: RunCommand = runCommand): Promise<Tool> {
  const command = mavenCommand();
  const answer = await run([...command, "--version"], { env: mavenEnv(java) });
  const version = /Apache Maven ([\w.-]+)/.exec(answer?.lines.join("\n") ?? "")?.[1];
  if (answer?.code === 0 && version !== undefined) return { command, version };
  const why = answer?.lines.find((line) => line.trim() !== "");
  throw new SetupError(`Maven ${why ? `does not run (${why})` : "was not found"}: ${JAVA_REMEDY}`);
}
