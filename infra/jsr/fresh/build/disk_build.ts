/** A build on disk: the scripts, the style sheets, and two modules that start the app. */
import { createHash } from "node:crypto";
import { dirname, join, relative, sep } from "node:path";
import { isCss, withLastingUrls } from "./css.ts";
import type { Script } from "./bundle.ts";
import { contentType } from "./content_type.ts";
import { type Plan, scriptFolder, type StaticSource } from "./plan.ts";
import { type BuiltFile, serverModule, snapshotModule } from "./snapshot.ts";

/** Writes the build in place of an earlier one. */
export async function writeBuild(plan: Plan, scripts: readonly Script[]): Promise<void> {
  const { outDir } = plan;
  await Deno.remove(outDir, { recursive: true }).catch(ignoreMissing);
  const files = [
    ...await Promise.all(plan.files.map((source) => addStatic(outDir, source))),
    ...await Promise.all(scripts.map((script) => addScript(plan, script))),
  ];
  await write(join(outDir, "snapshot.js"), snapshotModule(plan, files));
  await write(join(outDir, "server.js"), serverModule(plan));
}

/** A style sheet is changed and so written; any other file is served from where it is. */
async function addStatic(outDir: string, { path, file, type }: StaticSource): Promise<BuiltFile> {
  const content = await Deno.readFile(file);
  if (!isCss(file)) return { path, file: within(outDir, file), type, hash: digest(content) };
  const css = withLastingUrls(new TextDecoder().decode(content));
  await write(join(outDir, "static", path), css);
  return { path, file: `static${path}`, type, hash: digest(css) };
}

async function addScript({ outDir, id }: Plan, { name, content }: Script): Promise<BuiltFile> {
  const path = scriptFolder(id) + name;
  await write(join(outDir, "static", path), content);
  return { path, file: `static${path}`, type: contentType(name), hash: digest(content) };
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeFile(
    path,
    typeof content === "string" ? new TextEncoder().encode(content) : content,
  );
}

function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A path relative to the build's folder, with slashes. */
function within(outDir: string, file: string): string {
  return relative(outDir, file).replaceAll(sep, "/");
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
