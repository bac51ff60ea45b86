import type { StaticFile } from "../shared/build.ts";

/** Opens a file to be sent. */
export async function openFile(path: string): ReturnType<StaticFile["open"]> {
  const file = await Deno.open(path);
  const { size } = await file.stat();
  return { size, body: file.readable, close: () => file.close() };
}
