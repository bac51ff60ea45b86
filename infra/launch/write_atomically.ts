import { basename, join } from "node:path";

/**
 * Writes a file so that another process sees either the old text or the new one, never a part. The
 * draft is made in the folder `drafts`, on the same disk, which is made if need be.
 */
export async function writeAtomically(path: string, text: string, drafts: string): Promise<void> {
  await Deno.mkdir(drafts, { recursive: true });
  const draft = join(drafts, `${basename(path)}.${Deno.pid}`);
  await Deno.writeTextFile(draft, text);
  await Deno.rename(draft, path);
}
