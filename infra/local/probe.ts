/** What answers at an address: the service that should, nothing, or something else. */
import mqtt from "mqtt";
import { address } from "./address.ts";
import type { Broker } from "../../devices/lib/mqtt_config.ts";

/** What an address was found to be. */
export type Answer =
  | { readonly kind: "right" }
  | { readonly kind: "nothing" }
  /** `what` names it, such as `a web server (HTTP 404, nginx)`. */
  | { readonly kind: "other"; readonly what: string };

/** A QuestDB as its clients reach it over HTTP. */
export interface QuestDb {
  readonly url: string;
  /** The value of the header of that name, if it wants one. */
  readonly authorization?: string;
}

const RIGHT: Answer = { kind: "right" };
const NOTHING: Answer = { kind: "nothing" };
/** How long an answer may take, in milliseconds. */
const PATIENCE = 3000;

/** Asks for an MQTT connection; a broker that refuses it is a broker all the same. */
export async function probeBroker(broker: Broker, patience = PATIENCE): Promise<Answer> {
  if (!await isOpen(broker.url, patience)) return NOTHING;
  if (await acknowledges(broker, patience)) return RIGHT;
  return await webServer(broker.url, patience) ?? other("a server that is not the broker");
}

/** Whether a CONNECT is answered by a CONNACK, of whatever reason. */
async function acknowledges({ url, ...tls }: Broker, patience: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const client = mqtt.connect(url, {
    ...tls,
    protocolVersion: 4, // which every broker answers
    connectTimeout: patience,
    reconnectPeriod: 0,
  });
  client.on("connect", () => resolve(true));
  client.on("error", (error) => resolve("code" in error && typeof error.code === "number"));
  client.on("close", () => resolve(false));
  const answer = await promise;
  await client.endAsync(true);
  return answer;
}

/** Has QuestDB answer a query. */
export async function probeQuestDb(
  { url, authorization }: QuestDb,
  patience = PATIENCE,
): Promise<Answer> {
  if (!await isOpen(url, patience)) return NOTHING;
  const headers = authorization ? { authorization } : undefined;
  try {
    const query = new URL("/exec?query=select%201", url);
    const response = await fetch(query, { headers, signal: AbortSignal.timeout(patience) });
    return judge(response, await response.text());
  } catch {
    return other("a server that is not QuestDB");
  }
}

function judge(response: Response, body: string): Answer {
  if (response.ok && body.includes('"dataset"')) return RIGHT;
  if (response.status === 401 || response.status === 403) {
    return other("a server that refuses QUESTDB_USERNAME with QUESTDB_PASSWORD");
  }
  return other(nameOf(response));
}

/** The web server at the address, if there is one. */
async function webServer(url: string, patience: number): Promise<Answer | undefined> {
  const { hostname, port } = address(url);
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(`http://${hostname}:${port}/`, { signal, redirect: "manual" });
    await response.body?.cancel();
    return other(nameOf(response));
  } catch {
    return undefined;
  }
}

function nameOf({ status, headers }: Response): string {
  const server = headers.get("server");
  return `a web server (HTTP ${status}${server ? `, ${server}` : ""})`;
}

function other(what: string): Answer {
  return { kind: "other", what };
}

/** Whether anything accepts a connection. */
async function isOpen(url: string, patience: number): Promise<boolean> {
  const { hostname, port } = address(url);
  try {
    const signal = AbortSignal.timeout(patience);
    // An IPv6 address stands in brackets in a URL only.
    const plain = hostname.replace(/^\[|\]$/g, "");
    (await Deno.connect({ hostname: plain, port, signal })).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    return false;
  }
}
