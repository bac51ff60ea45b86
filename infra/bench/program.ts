/** Programs as the bench runs them: Ledgerline's with exactly the permissions they ship with. */
import { denoArgs } from "../launch/command.ts";
import { programs } from "../launch/programs.ts";
import { lines } from "../local/lines.ts";
import { waitFor } from "./wait.ts";

/** A running program; disposing of it ends it in good order. */
export interface Running extends AsyncDisposable {
  readonly pid: number;
  /** Ends it as a crash would; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a program with the given settings and nothing else from the environment. */
export async function startProgram(
  name: string,
  env: Record<string, string>,
  { args = [], onLine }: {
    readonly args?: readonly string[];
    /** Called with each line of its standard output. */
    readonly onLine?: (line: string) => void;
  } = {},
): Promise<Running> {
  const child = new Deno.Command(Deno.execPath(), {
    args: await denoArgs(programs[name], args, env),
    env: { ...env, LEDGERLINE_PARENT_PIPE: "1" },
    stdin: "piped",
    stdout: onLine ? "piped" : "null",
    stderr: "inherit",
  }).spawn();
  if (onLine) readLines(child.stdout, onLine);
  return endsWithInput(child);
}

/** A child that ends with its standard input. */
export function endsWithInput(child: Deno.ChildProcess): Running {
  return running(child, () => child.stdin.close().catch(() => {})); // it may have ended by itself
}

/** Starts a program that is not ours, and ends at SIGTERM. */
export function startOther(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Running {
  const options = { stdin: "null", stdout: "null", stderr: "inherit" } as const;
  const child = new Deno.Command(command, { args: [...args], env, ...options }).spawn();
  return running(child, () => signal(child, "SIGTERM"));
}

function running(child: Deno.ChildProcess, stop: () => void | Promise<void>): Running {
  return {
    pid: child.pid,
    async kill() {
      signal(child, "SIGKILL");
      await child.status;
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await child.status;
    },
  };
}

function signal(child: Deno.ChildProcess, name: Deno.Signal): void {
  try {
    child.kill(name);
  } catch {
    // it has ended already
  }
}

async function readLines(stream: ReadableStream<Uint8Array>, onLine: (line: string) => void) {
  for await (const line of lines(stream)) onLine(line);
}

/**
 * Runs a program to its end.
 *
 * @throws if that is not a good one.
 */
export async function finishProgram(name: string, env: Record<string, string>): Promise<void> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: await denoArgs(programs[name], [], env),
    env,
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`${name} failed`);
}

/** Starts an ingest and waits until it is subscribed. */
export async function startIngest(env: Record<string, string>, port: number): Promise<Running> {
  const ingest = await startProgram("ingest", { ...env, INGEST_PORT: String(port) });
  await waitFor(() => answers(`http://127.0.0.1:${port}/health`), "the ingest to be healthy");
  return ingest;
}

/** Whether a page answers that all is well. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok;
  } catch (error) {
    if (error instanceof TypeError) return false; // nobody listens yet
    throw error;
  }
}
