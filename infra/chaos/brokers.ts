/** The brokers that chaos can run with. */
import { freePorts } from "../local/ports.ts";
import { startMosquitto } from "../local/mosquitto.ts";
import type { Servers } from "../local/servers.ts";
import type { Options } from "./args.ts";
import type { Part } from "./part.ts";
import { ServerPart } from "./server_part.ts";

/** A broker: where it is once it is started, and the part to start and strike if it is ours. */
export interface Broker {
  readonly url: () => string;
  readonly part?: Part;
}

/** The name of the broker's part. */
export const BROKER = "broker";

/** The broker that was asked for; one of ours has to be started. */
export function chooseBroker(
  broker: Options["broker"],
  { servers, folder, signal }: { servers: Servers; folder: string; signal: AbortSignal },
): Broker {
  if (broker instanceof URL) {
    const url = `mqtt://${broker.hostname}:${broker.port || 1883}`;
    return { url: () => url };
  }
  if (broker === "hivemq") {
    const start = () => servers.startBroker(signal);
    const part = new ServerPart({ name: BROKER, start, wipe: () => servers.wipeBroker() });
    return { url: () => servers.broker.url, part };
  }
  const [port] = freePorts(1);
  const start = () => startMosquitto(port, folder);
  const part = new ServerPart({ name: BROKER, start, wipe: async () => {} }); // it keeps nothing
  return { url: () => `mqtt://127.0.0.1:${port}`, part };
}
