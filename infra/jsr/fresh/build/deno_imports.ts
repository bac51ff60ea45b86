/** Has esbuild resolve imports as Deno does: by the import map, with file extensions, no more. */
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "npm:esbuild@0.25.7";
import { join } from "node:path";
import type { Plan } from "./plan.ts";

const RUNTIME = new URL("../runtime.ts", import.meta.url).pathname;
const BUILD_ID = new URL("../shared/build_id.ts", import.meta.url).pathname;
/** Marks requests that this plugin makes itself. */
const RESOLVING = Symbol();

/** The plugin. */
export function denoImports({ id, config }: Pick<Plan, "id" | "config">): Plugin {
  const resolve = async (
    args: OnResolveArgs,
    build: PluginBuild,
  ): Promise<OnResolveResult | undefined> => {
    if (args.pluginData === RESOLVING || isInPackage(args.resolveDir)) return undefined;
    if (args.kind === "entry-point") return { path: args.path };
    if (args.path.startsWith(".")) return sourceFile(join(args.resolveDir, args.path));
    if (args.path === "fresh/runtime") return { path: RUNTIME };
    const name = packageName(args.path, config.imports);
    if (!name) return refuse(`"${args.path}" is no npm package of deno.json's imports`);
    return await build.resolve(name, {
      resolveDir: config.folder,
      kind: args.kind,
      pluginData: RESOLVING,
    });
  };
  return {
    name: "deno-imports",
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) => resolve(args, build));
      build.onLoad({ filter: /build_id\.ts$/ }, ({ path }) => {
        if (path !== BUILD_ID) return undefined;
        return { contents: `export const buildId = () => ${JSON.stringify(id)};` };
      });
    },
  };
}

function isInPackage(folder: string): boolean {
  return folder.includes("/node_modules/");
}

function sourceFile(path: string): OnResolveResult {
  if (/\.[jt]sx?$/.test(path)) return { path };
  return refuse(`Only modules with their file extension can be imported: ${path}`);
}

/** `npm:name@1.2.3` in the import map makes `name/hooks` of a specifier for `hooks` in it. */
function packageName(specifier: string, imports: Readonly<Record<string, string>>) {
  const key = Object.keys(imports).find((key) =>
    specifier === key || specifier.startsWith(`${key}/`)
  );
  const npm = key && imports[key].match(/^npm:(@?[^@]+)(@[^/]+)?$/);
  return npm ? npm[1] + specifier.slice(key.length) : undefined;
}

function refuse(text: string): OnResolveResult {
  return { errors: [{ text }] };
}
