/**
 * A client that stays connected: one MQTT.js client object per connection, so that nothing held or
 * acknowledged on one connection can leak into the next; back-off with jitter in between.
 */
import mqtt, { type IClientOptions, type IConnackPacket, type MqttClient } from "mqtt";
import { atMost, Backoff, delay } from "./backoff.ts";
import type { Log } from "./log.ts";
import type { Broker } from "./mqtt_config.ts";
import { SetupError } from "./program.ts";

/** Who connects, and what the broker is told. */
export interface ConnectionOptions {
  readonly broker: Broker;
  readonly clientId: string;
  readonly username?: string;
  readonly password?: string;
  /** How long the broker keeps the session of an absent client, in seconds. */
  readonly sessionExpiry: number;
  /** The most QoS 1 messages that the broker may send without an acknowledgement. */
  readonly receiveMaximum?: number;
  readonly will?: { readonly topic: string; readonly payload: string };
}

/** One connection, from CONNACK until it closes. */
export interface Connection {
  readonly client: MqttClient;
  readonly version: 4 | 5;
  /** The most QoS 1 messages that the broker takes without having acknowledged them. */
  readonly receiveMaximum: number;
  /** Whether the broker still had the session, subscriptions included. */
  readonly sessionPresent: boolean;
}

/** What happens in the life of each connection, in this order. */
export interface ConnectionHandlers {
  /** Before the client connects: message handlers, because redelivery follows CONNACK at once. */
  prepare?(client: MqttClient): void;
  connected(connection: Connection): void;
  /** On a stop, while the connection is still up; it is closed when this resolves. */
  stopping?(connection: Connection): Promise<void>;
  /** The connection is gone; its client object is never used again. */
  disconnected?(why: string): void;
}

/** What `stayConnected` needs from outside. */
export interface ConnectionDeps {
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly connect?: (url: string, options: IClientOptions) => MqttClient;
  readonly backoff?: Backoff;
}

const SESSION_TAKEN_OVER = 0x8e;
/** CONNACK codes of a broker that speaks only 3.1.1: of 3.1.1 itself, and of MQTT 5. */
const UNSUPPORTED_VERSION = [0x01, 0x84];
/** A connection that lasted this long starts the back-off anew. */
const STABLE = 10_000; // ms
/** How long a DISCONNECT may take. */
const FAREWELL = 1000; // ms

/**
 * Keeps a client connected until `signal` aborts: MQTT 5, or 3.1.1 where 5 is refused.
 *
 * @throws {SetupError} if another process uses the same client id.
 */
export async function stayConnected(
  options: ConnectionOptions,
  handlers: ConnectionHandlers,
  deps: ConnectionDeps,
): Promise<void> {
  const { signal, log, backoff = new Backoff() } = deps;
  let version: 4 | 5 = 5;
  while (!signal.aborted) {
    const end = await oneConnection(options, version, handlers, deps);
    if (signal.aborted) return;
    if (end.code === SESSION_TAKEN_OVER) throw takenOver(options.clientId);
    if (version === 5 && UNSUPPORTED_VERSION.includes(end.code ?? -1)) {
      version = 4;
      continue;
    }
    if (end.lasted > STABLE) backoff.reset();
    const wait = backoff.next();
    log.warn(`${options.clientId}: ${end.why}; trying again in ${(wait / 1000).toFixed(1)} s`);
    await delay(wait, signal);
  }
}

function takenOver(clientId: string): SetupError {
  return new SetupError(
    `Another process is connected to the broker as ${clientId}: stop it or use another id`,
  );
}

/** How a connection, or the attempt at one, ended. */
interface End {
  readonly why: string;
  /** The MQTT reason code, if the broker gave one. */
  readonly code?: number;
  /** Milliseconds from CONNACK to the end; 0 if it never came. */
  readonly lasted: number;
}

async function oneConnection(
  options: ConnectionOptions,
  version: 4 | 5,
  handlers: ConnectionHandlers,
  { signal, connect = mqtt.connect }: ConnectionDeps,
): Promise<End> {
  const client = connect(options.broker.url, clientOptions(options, version));
  const life = follow(client, version, handlers);
  handlers.prepare?.(client);
  const stop = () => life.stop();
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  const end = await life.ended;
  signal.removeEventListener("abort", stop);
  client.end(true);
  if (end.lasted > 0) handlers.disconnected?.(end.why);
  return end;
}

/** Watches one client object from its start to its end. */
function follow(client: MqttClient, version: 4 | 5, handlers: ConnectionHandlers) {
  const { promise: ended, resolve } = Promise.withResolvers<End>();
  let connection: Connection | undefined;
  let since = 0;
  let why = "the broker can't be reached";
  let code: number | undefined;
  const finish = () =>
    resolve({ why, code, lasted: connection ? Math.max(1, performance.now() - since) : 0 });

  client.on("connect", (connack: IConnackPacket) => {
    since = performance.now();
    why = "the connection was lost";
    const receiveMaximum = connack.properties?.receiveMaximum ?? 65_535; // MQTT 5, 3.2.2.3.3
    connection = { client, version, receiveMaximum, sessionPresent: connack.sessionPresent };
    handlers.connected(connection);
  });
  client.on("error", (error: Error & { code?: number | string }) => {
    why = error.message || String(error.code); // an AggregateError has no message
    if (typeof error.code === "number") code = error.code;
    if (!connection) finish();
  });
  client.on("disconnect", (packet) => {
    code = packet.reasonCode;
    why = `the broker closed the connection (reason 0x${(code ?? 0).toString(16)})`;
    finish(); // MQTT.js would wait for the broker to hang up
  });
  client.on("close", finish);

  const stop = async () => {
    why = "stopped";
    if (connection) {
      await handlers.stopping?.(connection);
      await disconnect(client);
    }
    finish();
  };
  return { ended, stop };
}

/** Says DISCONNECT, so that the broker does not send the will; bounded, whatever is still open. */
async function disconnect(client: MqttClient): Promise<void> {
  // end() would wait for every acknowledgement, from a hanging broker for ever.
  for (const id of Object.keys(client.outgoing)) client.removeOutgoingMessage(Number(id));
  await atMost(FAREWELL, client.endAsync());
  client.stream.destroy();
}

function clientOptions(options: ConnectionOptions, version: 4 | 5): IClientOptions {
  const { broker, clientId, username, password, will, receiveMaximum } = options;
  return {
    protocolVersion: version,
    clientId,
    username,
    password,
    clean: false,
    keepalive: 30,
    connectTimeout: 10_000,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    log: () => {}, // its own is asked several times a message whether it is on
    ca: broker.ca,
    cert: broker.cert,
    key: broker.key,
    will: will && { ...will, payload: will.payload as never, qos: 1, retain: true },
    properties: version === 5
      ? { sessionExpiryInterval: options.sessionExpiry, receiveMaximum }
      : undefined,
  };
}
