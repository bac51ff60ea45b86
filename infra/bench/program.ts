/** One of Ledgerline's programs as the bench runs it: with exactly the permissions it ships with. */
import { denoArgs } from "../launch/command.ts";
import { programs } from "../launch/programs.ts";
import { waitFor } from "./wait.ts";

/** A running program. */
export interface Running extends AsyncDisposable {
  readonly pid: number;
}

/** Starts a program with the given settings and nothing else from the environment. */
export async function startProgram(
  name: string,
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<Running> {
  const child = new Deno.Command(Deno.execPath(), {
    args: await denoArgs(programs[name], args, env),
    env: { ...env, LEDGERLINE_PARENT_PIPE: "1" },
    stdin: "piped",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  return {
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      await child.stdin.close().catch(() => {}); // it may have ended by itself
      await child.status;
    },
  };
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
