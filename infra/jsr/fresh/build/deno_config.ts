/** The part of `deno.json` that a build follows. */
import { dirname, join } from "node:path";

/** A `deno.json`. */
export interface DenoConfig {
  /** Its folder, which also holds `node_modules`. */
  readonly folder: string;
  readonly imports: Readonly<Record<string, string>>;
  readonly jsxImportSource: string;
}

/**
 * The nearest `deno.json` with compiler options, in `folder` or above it.
 *
 * @throws {TypeError} if there is none, or if it doesn't say how JSX is compiled.
 */
export async function findConfig(folder: string): Promise<DenoConfig> {
  const config = await readConfig(join(folder, "deno.json"));
  if (!config?.compilerOptions) {
    const parent = dirname(folder);
    if (parent === folder) throw new TypeError("No deno.json with compilerOptions was found");
    return await findConfig(parent);
  }
  const { jsx, jsxImportSource } = config.compilerOptions;
  if (jsx !== "react-jsx" || !jsxImportSource) {
    throw new TypeError(
      `Expected "jsx": "react-jsx" and a "jsxImportSource" in ${folder}/deno.json`,
    );
  }
  return { folder, imports: config.imports ?? {}, jsxImportSource };
}

interface ConfigFile {
  imports?: Record<string, string>;
  compilerOptions?: { jsx?: string; jsxImportSource?: string };
}

async function readConfig(path: string): Promise<ConfigFile | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
