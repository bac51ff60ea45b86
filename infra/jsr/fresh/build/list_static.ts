/** The files of the static folder. */
import { relative, sep } from "node:path";
import { contentType } from "./content_type.ts";
import type { StaticSource } from "./plan.ts";
import { walk } from "./walk.ts";

/** Lists them; hidden files, except those for `.well-known`, and the build itself are left out. */
export async function listStatic(folder: string, outDir: string): Promise<StaticSource[]> {
  const isVisible = (name: string) => !name.startsWith(".") || name.startsWith(".well-known");
  const files = (await walk(folder, isVisible)).filter((file) => !file.startsWith(outDir + sep));
  return files.map((file) => ({
    path: "/" + relative(folder, file).split(sep).map(encodeURIComponent).join("/"),
    file,
    type: contentType(file),
  }));
}
