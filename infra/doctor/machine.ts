/** What the doctor sees of this machine: the means to start servers, and room for their data. */
import { statfs } from "node:fs/promises";
import type { Environment } from "../../devices/lib/env.ts";
import { SetupError } from "../../devices/lib/program.ts";
import { type RunCommand, runCommand } from "../local/command.ts";
import { hasDocker } from "../local/docker.ts";
import { findJava, findMaven, JAVA_REMEDY, type Tool } from "../local/java.ts";
import type { Finding } from "./finding.ts";

/** Docker, or a JDK and Maven: one of both is enough. */
export async function checkTools(
  env: Environment,
  run: RunCommand = runCommand,
): Promise<Finding[]> {
  const [docker, java] = await Promise.all([
    hasDocker(run),
    findJava(env, run).catch(onlySetup),
  ]);
  const maven = java instanceof SetupError ? java : await findMaven(java, run).catch(onlySetup);
  const enough = docker || !(maven instanceof SetupError);
  return [
    found("Java", java, enough),
    found("Maven", maven, enough),
    {
      level: docker ? "ok" : enough ? "unknown" : "warning",
      what: "Docker",
      value: docker ? "an engine with Compose answers" : "no engine with Compose answers",
    },
  ];
}

function onlySetup(error: unknown): SetupError {
  if (error instanceof SetupError) return error;
  throw error;
}

function found(what: string, tool: Tool | SetupError, enough: boolean): Finding {
  if (!(tool instanceof SetupError)) {
    return { level: "ok", what, value: `${tool.version} (${tool.command.join(" ")})` };
  }
  if (enough) return { level: "unknown", what, value: "not found, and not needed beside Docker" };
  return { level: "warning", what, value: "not found", remedy: JAVA_REMEDY };
}

/** Less than this may end soon, or has ended. */
const SHORT = 5e9; // bytes
const FULL = 5e8; // bytes

/** Room on the disk of a folder; of the nearest folder above it that is there. */
export async function checkDisk(
  folder: string,
  measure: (folder: string) => Promise<{ bavail: number; bsize: number }> = statfs,
): Promise<Finding> {
  const { bavail, bsize } = await measure(folder).catch((error) => {
    if (error.code !== "ENOENT") throw error;
    return measure(".");
  });
  const free = bavail * bsize;
  return {
    level: free < FULL ? "fault" : free < SHORT ? "warning" : "ok",
    what: `disk of ${folder}`,
    value: `${(free / 1e9).toFixed(1)} GB free`,
    remedy: free < SHORT
      ? "make room: servers and outboxes stop writing on a full disk"
      : undefined,
  };
}
