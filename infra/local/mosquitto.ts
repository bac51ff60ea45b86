/** Mosquitto on this machine: the fastest broker here, and one that forgets everything at its end. */
import { join } from "node:path";
import { SetupError } from "../../devices/lib/program.ts";
import { delay } from "../../devices/lib/backoff.ts";
import type { Server } from "./server.ts";

/**
 * Nothing is limited or dropped: `max_queued_messages 0` keeps every message of an absent client,
 * in memory alone.
 */
const CONFIG = (port: number) =>
  `listener ${port} 127.0.0.1
allow_anonymous true
max_inflight_messages 20000
max_queued_messages 0
persistence false
`;
/** What it may take to accept connections. */
const PATIENCE = 20_000; // ms

/**
 * Starts mosquitto on a port of this machine and waits until it accepts connections.
 *
 * @throws {SetupError} if it is not installed or does not come up.
 */
export async function startMosquitto(port: number, folder: string): Promise<Server> {
  const config = join(folder, `mosquitto-${port}.conf`);
  await Deno.writeTextFile(config, CONFIG(port));
  const child = spawn(config);
  const end = performance.now() + PATIENCE;
  while (!await accepts(port)) {
    if (performance.now() > end) throw new SetupError("mosquitto does not accept connections");
    await delay(50);
  }
  return handle(child, `mqtt://127.0.0.1:${port}`);
}

function handle(child: Deno.ChildProcess, url: string): Server {
  const send = (signal: Deno.Signal) => {
    try {
      child.kill(signal);
    } catch {
      // it has ended already
    }
  };
  const stop = async () => {
    send("SIGTERM");
    await child.status;
  };
  return {
    url,
    pid: child.pid,
    stopped: child.status,
    stop,
    kill: () => send("SIGKILL"),
    freeze: () => send("SIGSTOP"),
    thaw: () => send("SIGCONT"),
    [Symbol.asyncDispose]: stop,
  };
}

function spawn(config: string): Deno.ChildProcess {
  try {
    return new Deno.Command("mosquitto", {
      args: ["-c", config],
      detached: true, // Ctrl-C is for us to hand on
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
  } catch (error) {
    // The launcher allows only programs that it has found.
    const isMissing = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotCapable;
    if (!isMissing) throw error;
    throw new SetupError("mosquitto is not installed: on Debian, apt-get install mosquitto");
  }
}

async function accepts(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionRefused) return false;
    throw error;
  }
}
