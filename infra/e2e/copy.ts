/** A copy of the repository, for programs that keep their data in it. */
import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import { ROOT } from "../launch/command.ts";
import { JARS } from "../local/folders.ts";

/** What programs are made of. */
const SOURCES = ["deno.json", "deno.lock", "devices", "ingest", "infra", "web"];
/** What a user's own programs have left, and what deno makes anew from its cache. */
const LEFT_OUT = new Set([".data", "node_modules", "_fresh"]);

/** Copies the sources to the folder `copy`, with the jars of the servers but without any data. */
export function copyRepository(copy: string): void {
  const filter = (path: string) => !LEFT_OUT.has(basename(path));
  for (const name of SOURCES) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true, filter });
  }
  cpSync(JARS, join(copy, "infra", ".data", basename(JARS)), { recursive: true });
}
