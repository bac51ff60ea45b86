/** One child process that ends when its parent does, and is told whatever the parent is told. */

/** What a child is started with. */
export interface ChildOptions {
  /** The arguments of `deno`. */
  readonly args: readonly string[];
  /** Settings on top of the inherited environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string | URL;
  /** Resolves when our own parent is gone. */
  readonly parentGone?: Promise<void>;
}

/** Tells a program that the end of its standard input means stop. */
export const PARENT_PIPE = "LEDGERLINE_PARENT_PIPE";

/** Signals this close together are one press: Ctrl-C comes from the terminal and forwarded. */
const SAME_PRESS = 500; // ms
/** What a child that was told twice still has before it is killed. */
const LAST_MOMENT = 2000; // ms

/** How a child ended. */
export interface ChildEnd {
  readonly code: number;
  /** Whether we were told to stop while it ran. */
  readonly told: boolean;
}

/**
 * Runs `deno` with `args` to its end. The child reads from a pipe that only we hold, so that it
 * ends with us however we end. SIGINT and SIGTERM are handed on; a child that ignores the second
 * one is killed.
 */
export async function runChild(options: ChildOptions): Promise<ChildEnd> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...options.args],
    env: { ...options.env, ...emptied(Deno.env.toObject()), [PARENT_PIPE]: "1" },
    cwd: options.cwd,
    stdin: "piped",
  }).spawn();
  const forwarding = forwardSignals(child);
  options.parentGone?.then(() => child.stdin.close()).catch(() => {}); // it may be gone as well
  const { code } = await child.status;
  return { code, told: forwarding.stop() };
}

/** Resolves at the end of standard input: our own parent's pipe, if it said that this is one. */
export async function endOfInput(): Promise<void> {
  try {
    for await (const _ of Deno.stdin.readable);
  } catch {
    // a broken pipe is an ended one
  }
}

/**
 * The dynamic linker's variables, such as `LD_LIBRARY_PATH`, without their values: while one is
 * set, Deno refuses to start any command for a program that may start only some.
 */
export function emptied(env: Readonly<Record<string, string>>): Record<string, string> {
  const names = Object.keys(env).filter((name) => /^(LD|DYLD)_/.test(name));
  return Object.fromEntries(names.map((name) => [name, ""]));
}

/** Hands signals on until it is stopped, which tells whether there were any. */
function forwardSignals(child: Deno.ChildProcess): { stop(): boolean } {
  let first = 0;
  let last: ReturnType<typeof setTimeout> | undefined;
  const forward = (signal: Deno.Signal) => {
    const now = performance.now();
    first ||= now;
    if (now - first > SAME_PRESS) last ??= setTimeout(() => kill(child, "SIGKILL"), LAST_MOMENT);
    // On Windows the console tells every process of the window by itself.
    if (Deno.build.os !== "windows") kill(child, signal);
  };
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  const listeners = signals.map((signal) => [signal, () => forward(signal)] as const);
  for (const [signal, listener] of listeners) Deno.addSignalListener(signal, listener);
  return {
    stop() {
      clearTimeout(last);
      for (const [signal, listener] of listeners) Deno.removeSignalListener(signal, listener);
      return first > 0;
    },
  };
}

function kill(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch {
    // it has ended in the meantime
  }
}
