/** HiveMQ CE on this machine. */
import { join } from "node:path";
import { SOURCES } from "./folders.ts";
import type { JavaServerOptions } from "./prepare.ts";
import { requireFree } from "./ports.ts";
import { probeBroker } from "./probe.ts";
import { type Server, startServer } from "./server.ts";

/** Where and with what HiveMQ is started. */
export interface BrokerOptions extends JavaServerOptions {
  readonly port: number;
}

/** Java's own parts that HiveMQ reaches into. */
const OPENED = [
  ...["java.lang", "java.nio", "sun.nio.ch"].map((name) => `--add-opens=java.base/${name}`),
  "--add-opens=jdk.management/com.sun.management.internal",
  "--add-exports=java.base/jdk.internal.misc",
].map((flag) => `${flag}=ALL-UNNAMED`);

/** What HiveMQ writes when it goes on with a configuration that is not ours: its queue is short. */
const DEFAULT_CONFIG = "Using default config";

/**
 * Starts HiveMQ CE and waits until it answers a connection.
 *
 * @throws {SetupError} if the port is taken or it does not come up; names the log.
 */
export async function startBroker(options: BrokerOptions, signal?: AbortSignal): Promise<Server> {
  const { java, jars, dataDir, logFile, port, hostname = "127.0.0.1" } = options;
  requireFree(port, hostname, "the broker", "MQTT_URL");
  const folders = ["conf", "data", "extensions"].map((name) => join(dataDir, name));
  for (const folder of folders) await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(join(folders[0], "config.xml"), brokerConfig(port, hostname));
  const url = `mqtt://${hostname}:${port}`;
  return await startServer({
    name: "The broker",
    url,
    command: [
      ...java.command,
      "-Xmx512m",
      // A third of the CPU time to start, half of it for the first 50,000 messages.
      "-XX:TieredStopAtLevel=1",
      ...OPENED,
      "-cp",
      join(jars, "*"),
      join(SOURCES, "Broker.java"),
      ...folders,
    ],
    logFile,
    answers: async () => (await probeBroker({ url })).kind === "right",
    isFatal: (line) => line.includes(DEFAULT_CONFIG),
  }, signal);
}

/**
 * HiveMQ's configuration: loopback, kept on disk, and queues and windows that the least device does
 * not overrun (by default 1,000 messages, after which it drops, and 10).
 */
export function brokerConfig(port: number, hostname: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<hivemq>
  <listeners>
    <tcp-listener>
      <port>${port}</port>
      <bind-address>${hostname}</bind-address>
    </tcp-listener>
  </listeners>
  <mqtt>
    <queued-messages>
      <max-queue-size>1000000</max-queue-size>
    </queued-messages>
    <receive-maximum>
      <server-receive-maximum>65535</server-receive-maximum>
    </receive-maximum>
  </mqtt>
  <persistence>
    <mode>file</mode>
  </persistence>
  <anonymous-usage-statistics>
    <enabled>false</enabled>
  </anonymous-usage-statistics>
</hivemq>
`;
}
