/** `deno task web`, first step: builds the islands' scripts when they are missing or out of date. */
import { Builder } from "fresh/dev";
import { fileURLToPath } from "node:url";
import { consoleLog } from "../devices/lib/log.ts";
import { runProgram } from "../devices/lib/program.ts";

const ROOT = new URL(".", import.meta.url);
const OUTPUT = new URL("_fresh/server.js", ROOT);
/** What ends up in the build; the rest of the server is read as it is. */
const SOURCES = ["islands", "client", "components", "routes", "static", "data", "live"];
const SETTINGS = ["../deno.json", "../deno.lock", "../ingest/tables.ts", "build.ts"];

const log = consoleLog("web");
await runProgram(log, async () => {
  if (!Deno.args.includes("--force") && await isCurrent()) return;
  const started = performance.now();
  await new Builder({ root: fileURLToPath(ROOT), serverEntry: "entry.ts" }).build();
  log.info(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
});

/** Whether the build is younger than everything that it is made of. */
async function isCurrent(): Promise<boolean> {
  const built = await modified(OUTPUT);
  if (built === undefined) return false;
  const settings = await Promise.all(SETTINGS.map((path) => modified(new URL(path, ROOT))));
  const sources = await Promise.all(SOURCES.map((path) => newest(new URL(`${path}/`, ROOT))));
  return Math.max(0, ...settings.map((time) => time ?? 0), ...sources) <= built;
}

async function newest(folder: URL): Promise<number> {
  let time = await modified(folder) ?? 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const child = new URL(isDirectory ? `${name}/` : name, folder);
    time = Math.max(time, isDirectory ? await newest(child) : await modified(child) ?? 0);
  }
  return time;
}

/** When a file was last changed, in ms; undefined if it is not there. */
async function modified(path: URL): Promise<number | undefined> {
  try {
    return (await Deno.stat(path)).mtime?.getTime();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
