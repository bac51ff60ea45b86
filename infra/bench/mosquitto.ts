/** Mosquitto: the fastest broker here, so that the ingest is what is measured. */
import { join } from "node:path";
import { SetupError } from "../../devices/lib/program.ts";
import { waitFor } from "./wait.ts";

/** A running mosquitto. */
export interface Mosquitto extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
}

/** Nothing is limited or dropped: `max_queued_messages 0` keeps every message of an absent client. */
const CONFIG = (port: number) =>
  `listener ${port} 127.0.0.1
allow_anonymous true
max_inflight_messages 20000
max_queued_messages 0
`;

/**
 * Starts mosquitto on a port of this machine and waits until it accepts connections.
 *
 * @throws {SetupError} if it is not installed.
 */
export async function startMosquitto(port: number, folder: string): Promise<Mosquitto> {
  const config = join(folder, `mosquitto-${port}.conf`);
  await Deno.writeTextFile(config, CONFIG(port));
  const child = spawn(config);
  await waitFor(() => accepts(port), "mosquitto to accept connections");
  return {
    url: `mqtt://127.0.0.1:${port}`,
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}

function spawn(config: string): Deno.ChildProcess {
  try {
    return new Deno.Command("mosquitto", {
      args: ["-c", config],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
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
