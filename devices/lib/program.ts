/** How every program starts and stops: settings first, one signal to stop, twice to stop at once. */
import { ConfigError } from "./env.ts";
import type { Log } from "./log.ts";

/** Exit code of a program that can't run as it is set up; the supervisor does not restart it. */
export const EXIT_SETUP = 2;

/** A fault that the user has to mend (a port in use, a second process); ends with exit code 2. */
export class SetupError extends Error {
  override name = "SetupError";
}

/** One Ctrl-C reaches a program twice under `deno task`: signals this close together are one. */
const SAME_PRESS = 500; // ms

/**
 * Runs a program until it ends or is told to: SIGINT or SIGTERM aborts `signal`, a second press
 * ends the process at once. Never returns; exit code 0 when `main` ended, 2 after a setup fault,
 * 1 after any other.
 */
export async function runProgram(
  log: Log,
  main: (signal: AbortSignal) => Promise<void>,
): Promise<never> {
  const stop = new AbortController();
  listenForSignals(() => stop.abort(), log);
  if (Deno.env.get("LEDGERLINE_PARENT_PIPE") === "1") endWithParent(() => stop.abort());
  try {
    await main(stop.signal);
    Deno.exit(0);
  } catch (error) {
    Deno.exit(report(error, log));
  }
}

/** Says an error in one sentence (its stack only if nobody foresaw it); returns the exit code. */
export function report(error: unknown, log: Log): number {
  if (error instanceof ConfigError || error instanceof SetupError) {
    for (const line of error.message.split("\n")) log.error(line);
    return EXIT_SETUP;
  }
  log.error(error instanceof Error ? error.stack ?? error.message : String(error));
  return 1;
}

function listenForSignals(stop: () => void, log: Log): void {
  let first = 0;
  const onSignal = () => {
    const now = performance.now();
    if (first === 0) {
      first = now;
      log.info("stopping; once more stops at once");
      stop();
    } else if (now - first > SAME_PRESS) {
      Deno.exit(130);
    }
  };
  Deno.addSignalListener("SIGINT", onSignal);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", onSignal);
}

/** Nothing outlives a killed parent: the end of the pipe that it holds open means stop. */
async function endWithParent(stop: () => void): Promise<void> {
  try {
    for await (const _ of Deno.stdin.readable);
  } catch {
    // a broken pipe is an ended one
  }
  stop();
}
