/** A program as a child process, started by the launcher with permissions of its own. */
import { PARENT_PIPE } from "../launch/child.ts";
import { launcherArgs } from "../launch/command.ts";
import { ROOT } from "../local/folders.ts";
import { lines } from "../local/lines.ts";

/** A running program. */
export interface PartProcess {
  /** Its exit code, once it and all that it started are gone. */
  readonly ended: Promise<number>;
  /** Tells it to stop. */
  stop(): void;
}

/** Starts a program of the launcher; each line that it writes is handed to `onLine`. */
export type Spawn = (
  name: string,
  args: readonly string[],
  onLine: (line: string) => void,
) => PartProcess;

/** What a program that is told to stop may take before it is killed. */
const LAST_MOMENT = 30_000; // ms

/**
 * The real thing. The child is out of reach of Ctrl-C, so that parts stop in order, and its
 * standard input is a pipe that only we hold, so that it stops when we are gone.
 */
export const spawnProgram: Spawn = (name, args, onLine) => {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...launcherArgs(name), ...args],
    cwd: ROOT,
    env: { [PARENT_PIPE]: "1" },
    detached: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const read = async (stream: ReadableStream<Uint8Array>) => {
    for await (const line of lines(stream)) onLine(line);
  };
  const output = Promise.all([read(child.stdout), read(child.stderr)]);
  const closeInput = () => child.stdin.close().catch(() => {}); // closed, or broken with its end
  const end = async () => {
    const { code } = await child.status;
    await closeInput(); // what it started ends too
    await output;
    return code;
  };
  const stop = () => {
    closeInput();
    const last = setTimeout(() => child.kill("SIGKILL"), LAST_MOMENT);
    child.status.then(() => clearTimeout(last));
  };
  return { ended: end(), stop };
};
