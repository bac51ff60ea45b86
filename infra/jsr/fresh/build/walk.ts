import { join } from "node:path";

/** Every file below a folder that exists, in the order of their paths. */
export async function walk(folder: string, isWanted = (_name: string) => true): Promise<string[]> {
  const files: string[] = [];
  for (const { name, isDirectory, isFile } of await entries(folder)) {
    if (!isWanted(name)) continue;
    const path = join(folder, name);
    if (isDirectory) files.push(...await walk(path, isWanted));
    else if (isFile) files.push(path);
  }
  return files.sort();
}

async function entries(folder: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
