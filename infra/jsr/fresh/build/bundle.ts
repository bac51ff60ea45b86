/** The islands' scripts. */
import * as esbuild from "npm:esbuild@0.25.7";
import { denoImports } from "./deno_imports.ts";
import { BOOT_SCRIPT, type Plan } from "./plan.ts";

/** A script by its name in the build's folder of scripts. */
export interface Script {
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

const BOOT_MODULE = new URL("../client/boot.ts", import.meta.url).pathname;

/**
 * Bundles each island's module, and what starts them. What several of them import goes into
 * scripts of its own, so that islands share modules, and with them their state.
 */
export async function bundle(plan: Plan): Promise<Script[]> {
  await Deno.mkdir(plan.root, { recursive: true }); // as Fresh does: a build may write its root
  const islands = plan.islands.map(({ name, file }) => [name, file]);
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: Object.fromEntries([[BOOT_SCRIPT.replace(".js", ""), BOOT_MODULE], ...islands]),
      absWorkingDir: plan.root,
      outdir: plan.root,
      write: false,
      logLevel: "silent", // what is wrong is thrown
      platform: "browser",
      target: ["chrome99", "firefox99", "safari15"],
      format: "esm",
      bundle: true,
      splitting: true,
      minify: true,
      jsx: "automatic",
      jsxImportSource: plan.config.jsxImportSource,
      tsconfigRaw: {},
      define: { "process.env.NODE_ENV": '"production"' },
      plugins: [denoImports(plan)],
    });
    return outputFiles.map(({ path, contents }) => ({
      name: path.slice(plan.root.length + 1),
      content: contents as Uint8Array<ArrayBuffer>,
    }));
  } finally {
    await esbuild.stop(); // its process
  }
}
