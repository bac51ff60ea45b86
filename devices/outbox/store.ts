/** Opens an outbox file for one process alone. */
import type { Log } from "../lib/log.ts";
import { SetupError } from "../lib/program.ts";
import { lock } from "./lock.ts";
import { Writer } from "./writer.ts";

/** An open outbox file. */
export interface Store {
  readonly kv: Deno.Kv;
  readonly writer: Writer;
  /** Writes what is left, closes the file and lets other processes open it. */
  close(): Promise<void>;
}

/**
 * Opens the outbox file `<directory>/<name>.kv`; makes both if they are missing.
 *
 * @throws {SetupError} if another process has it open, or it can't be opened or made.
 */
export async function openStore(directory: string, name: string, log: Log): Promise<Store> {
  const path = `${directory}/${name}.kv`;
  makeDirectory(directory);
  const unlock = lock(path);
  const kv = await open(path).catch((error) => {
    unlock();
    throw error;
  });
  const writer = new Writer(kv, log);
  const close = async () => {
    await writer.close();
    kv.close();
    unlock();
  };
  return { kv, writer, close };
}

function makeDirectory(directory: string): void {
  try {
    Deno.mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw new SetupError(`OUTBOX_DIR=${directory} can't be made: ${(error as Error).message}`);
  }
}

async function open(path: string): Promise<Deno.Kv> {
  try {
    return await Deno.openKv(path);
  } catch (error) {
    const why = (error as Error).message;
    throw new SetupError(`The outbox ${path} can't be opened: ${why}; move it away to begin anew`);
  }
}
