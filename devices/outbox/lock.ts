/** Keeps a second process from an outbox file: Deno KV would let both write, without an error. */
import { SetupError } from "../lib/program.ts";

/**
 * Takes the file for this process: an exclusive lock of the operating system on `<path>.lock`,
 * which ends with the process however that ends. Returns what gives it back.
 *
 * @throws {SetupError} if another process has it, or the lock file can't be written.
 */
export function lock(path: string): () => void {
  const file = openLockFile(`${path}.lock`);
  if (file.tryLockSync(true)) return () => file.close();
  file.close();
  throw new SetupError(
    `The outbox ${path} is in use by another process: stop that one, or set OUTBOX_DIR`,
  );
}

function openLockFile(path: string): Deno.FsFile {
  try {
    return Deno.openSync(path, { write: true, create: true });
  } catch (error) {
    throw new SetupError(`${path} can't be written: ${(error as Error).message}`);
  }
}
