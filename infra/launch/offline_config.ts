/** The configuration for machines that can't reach JSR. */
import { join } from "node:path";
import { writeAtomically } from "./write_atomically.ts";

/** The folder with a package per subfolder, and the name of the file that makes it one. */
const STAND_INS = "infra/jsr";
const PACKAGE_FILE = "deno.json";

/**
 * Makes `deno.offline.json` say what `deno.json` says, with the stand-ins linked and with a lock
 * file of its own, and returns its path. A file that says so already is left alone.
 */
export async function writeOfflineConfig(root: string): Promise<string> {
  const path = join(root, "deno.offline.json");
  const text = await offlineConfig(root);
  if (text !== await readIfThere(path)) {
    // The lock begins as the project's own, so that both configurations use the same npm packages.
    const lock = await readIfThere(join(root, "deno.lock"));
    const drafts = join(root, "infra/.data");
    if (lock) await writeAtomically(join(root, "deno.offline.lock"), lock, drafts);
    await writeAtomically(path, text, drafts);
  }
  return path;
}

async function offlineConfig(root: string): Promise<string> {
  const config = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  const offline = {
    ...config,
    lock: { path: "deno.offline.lock" },
    links: await standIns(root),
  };
  return JSON.stringify(offline, null, 2) + "\n";
}

/** The folders to link, relative to the root, in a fixed order. */
async function standIns(root: string): Promise<string[]> {
  const links: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(root, STAND_INS))) {
    if (isDirectory && await readIfThere(join(root, STAND_INS, name, PACKAGE_FILE))) {
      links.push(`./${STAND_INS}/${name}`);
    }
  }
  return links.sort();
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
