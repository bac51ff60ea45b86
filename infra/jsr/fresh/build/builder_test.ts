import { assertRejects, assertThrows } from "@std/assert";
import { join } from "node:path";
import { App } from "../mod.ts";
import { Builder } from "../dev.ts";

/** Below the repository's root, whose deno.json and packages the apps use. */
const TESTDATA = new URL("../../testdata", import.meta.url).pathname;

/** Builds an app that consists of these files, in a folder of its own. */
async function build(
  files: Record<string, string>,
  options?: { dir?: string; snapshot?: "disk" },
): Promise<App<unknown>> {
  const { dir = TESTDATA, snapshot = "memory" } = options ?? {};
  const root = await Deno.makeTempDir({ dir });
  try {
    for (const [path, text] of Object.entries(files)) {
      await Deno.mkdir(join(root, path, ".."), { recursive: true });
      await Deno.writeTextFile(join(root, path), text);
    }
    const app = new App().fsRoutes();
    const equip = await new Builder({ root }).build({ snapshot });
    equip(app);
    return app;
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function assertRefused(files: Record<string, string>, message: string) {
  await assertRejects(() => build(files), Error, message);
}

Deno.test("an island can import only what Deno finds too", async () => {
  const island = (code: string) => ({ "islands/A.ts": code, "islands/b.css": "", "c.ts": "" });
  await assertRefused(island(`import "./b.css";`), "Only modules");
  await assertRefused(island(`import "../c";`), "Only modules");
  await assertRefused(island(`import "left-pad";`), `"left-pad" is no npm package`);
  await assertRefused(island(`import "fresh";`), `"fresh" is no npm package`);
  await assertRefused(island(`import "node:fs";`), `"node:fs" is no npm package`);
});

Deno.test("a static file must have a known media type", async () => {
  await assertRefused({ "static/data.xyz": "" }, "data.xyz");
});

Deno.test("a special file must export what it is for", async () => {
  const app = await build({ "routes/_middleware.ts": "export const handler = { GET: () => 1 };" });
  assertThrows(() => app.handler(), TypeError, "A middleware is a function");
});

Deno.test("an app in a folder without compiler options is not built", async () => {
  const outside = { dir: await Deno.makeTempDir() };
  const message = "No deno.json with compilerOptions";
  await assertRejects(() => build({ "deno.json": "{}" }, outside), TypeError, message);
  await Deno.remove(outside.dir, { recursive: true });
});

Deno.test("a build on disk can't be given to an app", async () => {
  await assertRejects(() => build({}, { snapshot: "disk" }), TypeError, "import");
});
