/** The modules that a build writes: a list of what was built, and the server. */
import { join, relative, sep } from "node:path";
import { parseRoutePath } from "../files/route_path.ts";
import { type Plan, scriptFolder } from "./plan.ts";

/** A static file as the list names it; `file` is relative to the build's folder. */
export interface BuiltFile {
  readonly path: string;
  readonly file: string;
  readonly type: string;
  readonly hash: string;
}

const NOTICE = "// Written by the build: changes are lost.\n";

/** The list. Ordinary routes are imported when they are needed, everything else at once. */
export function snapshotModule(plan: Plan, files: readonly BuiltFile[]): string {
  const imports: string[] = [];
  const importAll = (file: string) => {
    const name = `module_${imports.length}`;
    imports.push(`import * as ${name} from ${specifier(plan, file)};\n`);
    return name;
  };
  const folder = scriptFolder(plan.id);
  const islands = plan.islands.map(({ name, file }) =>
    `  { name: "${name}", script: "${folder}${name}.js", module: ${importAll(file)} },\n`
  );
  const routes = plan.routes.map((path) => {
    const file = join(plan.routeDir, path);
    const isOrdinary = parseRoutePath(path).kind === "route";
    const module = isOrdinary ? `() => import(${specifier(plan, file)})` : importAll(file);
    return `  { path: ${JSON.stringify(path)}, module: ${module} },\n`;
  });
  return NOTICE + imports.join("") +
    `export const id = "${plan.id}";\n` +
    `export const islands = [\n${islands.join("")}];\n` +
    `export const routes = [\n${routes.join("")}];\n` +
    `export const files = ${JSON.stringify(files, null, 2)};\n`;
}

/** The server: `fetch` is for `Deno.serve`. */
export function serverModule(plan: Plan): string {
  return NOTICE +
    `import { start } from "fresh/internal";\n` +
    `import * as snapshot from "./snapshot.js";\n` +
    `import { app } from ${specifier(plan, plan.serverEntry)};\n` +
    `export default { fetch: start(app, snapshot, import.meta.dirname) };\n`;
}

/** What a module of the build imports a source by. */
function specifier({ outDir }: Plan, file: string): string {
  const path = relative(outDir, file).replaceAll(sep, "/");
  return JSON.stringify(path.startsWith(".") ? path : `./${path}`);
}
