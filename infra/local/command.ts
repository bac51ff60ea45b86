/** Runs a command to its end; passed in, so that tests need neither Java nor Docker. */
import { lines } from "./lines.ts";

/** How a command ended and what it wrote. */
export interface CommandResult {
  readonly code: number;
  /** Standard output and standard error, line by line as they came. */
  readonly lines: readonly string[];
}

/** What a command is run with. */
export interface CommandOptions {
  /** On top of our own environment. */
  readonly env?: Record<string, string>;
  /** Ends the command; its result then has the code of the signal. */
  readonly signal?: AbortSignal;
  /** Called with each line as soon as it comes. */
  readonly onLine?: (line: string) => void;
}

/** Runs `command` and waits for its end; `undefined` if there is no such program. */
export type RunCommand = (
  command: readonly string[],
  options?: CommandOptions,
) => Promise<CommandResult | undefined>;

/** The real thing. The command is out of reach of Ctrl-C: only `signal` ends it. */
export const runCommand: RunCommand = async ([program, ...args], { env, signal, onLine } = {}) => {
  const child = spawn(program, { args, env, signal });
  if (child === undefined) return undefined;
  const written: string[] = [];
  const collect = async (stream: ReadableStream<Uint8Array>) => {
    for await (const line of lines(stream)) {
      written.push(line);
      onLine?.(line);
    }
  };
  const [{ code }] = await Promise.all([
    child.status,
    collect(child.stdout),
    collect(child.stderr),
  ]);
  return { code, lines: written };
};

function spawn(program: string, options: Deno.CommandOptions) {
  try {
    return new Deno.Command(program, {
      ...options,
      detached: true,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    // The launcher allows only programs that it has found.
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof Deno.errors.NotCapable) return undefined;
    throw error;
  }
}
