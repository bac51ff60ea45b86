/** A server as a child process: started until it answers, stopped, or seen to die. */
import { delay } from "../../devices/lib/backoff.ts";
import { SetupError } from "../../devices/lib/program.ts";
import { shown } from "./folders.ts";
import { follow, openLog, type Output } from "./output.ts";

/** A running server. */
export interface Server extends AsyncDisposable {
  /** Where it answers. */
  readonly url: string;
  readonly pid: number;
  /** Resolves with how it ended, whoever ended it. */
  readonly stopped: Promise<Deno.CommandStatus>;
  /** Ends it in good order; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): void;
  /** Stops it where it is, as a machine without time for it would, or lets it go on. */
  freeze(): void;
  thaw(): void;
}

/** How a server is started and recognized. */
export interface ServerSpec {
  /** For sentences: `The broker`. */
  readonly name: string;
  readonly url: string;
  readonly command: readonly string[];
  readonly env?: Record<string, string>;
  /** Takes what the server writes, at its end. */
  readonly logFile: string;
  /** Whether it answers by now. */
  readonly answers: () => Promise<boolean>;
  /** Whether a line that it writes means that it must not go on. */
  readonly isFatal?: (line: string) => boolean;
  /** How long it may take to answer, in milliseconds. Default: two minutes. */
  readonly patience?: number;
}

/** What a server that is told to stop may take before it is killed. */
const LAST_MOMENT = 20_000; // ms
/** Between two questions whether it answers. */
const TICK = 100; // ms

/**
 * Starts a server and waits until it answers. It ends when this process does, however that ends: it
 * reads from a pipe that only we hold.
 *
 * @throws {SetupError} if it dies first, takes too long or says something fatal; names the log.
 * @throws the signal's reason, if that aborts first.
 */
export async function startServer(spec: ServerSpec, signal?: AbortSignal): Promise<Server> {
  const log = await openLog(spec.logFile);
  const child = spawn(spec);
  const output = follow(child, log, spec.isFatal);
  const server = handle(spec.url, child, output.ended);
  try {
    await untilAnswers(spec, output, signal);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function spawn({ command: [program, ...args], env }: ServerSpec): Deno.ChildProcess {
  return new Deno.Command(program, {
    args,
    env,
    detached: true, // Ctrl-C is for us to hand on, in the right order
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

function handle(
  url: string,
  child: Deno.ChildProcess,
  stopped: Promise<Deno.CommandStatus>,
): Server {
  const send = (signal: Deno.Signal) => {
    try {
      child.kill(signal);
    } catch {
      // it has ended already
    }
  };
  const kill = () => send("SIGKILL");
  const stop = async () => {
    await child.stdin.close().catch(() => {}); // closed, or broken with its end
    const last = setTimeout(kill, LAST_MOMENT);
    await stopped;
    clearTimeout(last);
  };
  return {
    url,
    pid: child.pid,
    stopped,
    stop,
    kill,
    freeze: () => send("SIGSTOP"),
    thaw: () => send("SIGCONT"),
    [Symbol.asyncDispose]: stop,
  };
}

async function untilAnswers(spec: ServerSpec, output: Output, signal?: AbortSignal): Promise<void> {
  const { patience = 120_000 } = spec;
  const until = performance.now() + patience;
  for (;;) {
    signal?.throwIfAborted();
    const fault = faultOf(output);
    if (fault) throw failed(spec, fault);
    if (await spec.answers()) return;
    if (performance.now() > until) {
      throw failed(spec, `does not answer at ${spec.url} after ${patience / 1000} s`);
    }
    await delay(TICK, signal);
  }
}

/** Why the server can't come up any more, if so. */
function faultOf({ fatal, status, complaint }: Output): string | undefined {
  if (fatal) return `must not run so (${fatal})`;
  if (status) return `ended while it was starting (${complaint ?? `exit code ${status.code}`})`;
}

function failed({ name, logFile }: ServerSpec, fault: string): SetupError {
  return new SetupError(`${name} ${fault}: see ${shown(logFile)}`);
}
