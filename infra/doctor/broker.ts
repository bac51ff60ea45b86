/** What the doctor sees of the broker, connected as the ingest would be. */
import mqtt, { type IConnackPacket, type MqttClient } from "mqtt";
import { delay } from "../../devices/lib/backoff.ts";
import { deviceTopic } from "../../devices/wire/topics.ts";
import type { IngestConfig } from "../../ingest/config.ts";
import { families } from "../../ingest/families.ts";
import { withoutLogin } from "../local/address.ts";
import type { Finding } from "./finding.ts";

const WHAT = "broker";
/** CONNACK codes of a broker that speaks only 3.1.1: of 3.1.1 itself, and of MQTT 5. */
const UNSUPPORTED_VERSION = [0x01, 0x84];
const PATIENCE = 5000; // ms

/** Who asks, and whom. */
export type BrokerLogin = Pick<IngestConfig, "broker" | "username" | "password">;

/** Whether the ingest is let in, by which version of MQTT, may read what devices send and answer. */
export async function checkBroker(login: BrokerLogin, version: 4 | 5 = 5): Promise<Finding> {
  const client = connect(login, version);
  const { username } = login;
  const url = withoutLogin(login.broker.url);
  try {
    const connack = await connected(client);
    const denied = await refused(client);
    return denied ? notAllowed(username, denied) : letIn(username, url, connack, version);
  } catch (error) {
    const { code = -1 } = error as { code?: number };
    if (version === 5 && UNSUPPORTED_VERSION.includes(code)) return await checkBroker(login, 4);
    return notLetIn(username, url, error as Error);
  } finally {
    await client.endAsync(true);
  }
}

function connect({ broker, username, password }: BrokerLogin, version: 4 | 5): MqttClient {
  const { url, ...tls } = broker;
  return mqtt.connect(url, {
    ...tls,
    username,
    password,
    clientId: `ledgerline-doctor-${crypto.randomUUID().slice(0, 8)}`,
    protocolVersion: version,
    connectTimeout: PATIENCE,
    reconnectPeriod: 0,
  });
}

function connected(client: MqttClient): Promise<IConnackPacket> {
  return new Promise((resolve, reject) => {
    client.on("connect", resolve);
    client.on("error", reject);
    client.on("close", () => reject(new Error("the connection was closed")));
  });
}

/** What the broker refuses of what the ingest has to do. */
async function refused(client: MqttClient): Promise<string | undefined> {
  for (const filter of families.flatMap(({ filters }) => filters)) {
    // MQTT.js rejects for a SUBACK of 0x80 and above. Retained messages are not wanted here.
    const options = { qos: 0, rh: 2 } as const;
    const granted = await client.subscribeAsync(filter, options).catch(() => undefined);
    if (granted === undefined) return `subscribe to ${filter}`;
  }
  const topic = deviceTopic("stored", client.options.clientId!);
  if (!await mayPublish(client, topic)) {
    return "publish to stored/+, so no device deletes a reading";
  }
}

/** Whether the broker takes a message; one of MQTT 3.1.1 has no way to say that it does not. */
async function mayPublish(client: MqttClient, topic: string): Promise<boolean> {
  const answered = new AbortController();
  const taken = client.publishAsync(topic, "{}", { qos: 1 }).then(() => true, () => false);
  const silence = delay(PATIENCE, answered.signal).then(() => true);
  return await Promise.race([taken, silence]).finally(() => answered.abort());
}

function letIn(username: string, url: string, connack: IConnackPacket, version: 4 | 5): Finding {
  const most = connack.properties?.receiveMaximum ?? 65_535; // MQTT 5, 3.2.2.3.3
  const how = version === 5 ? `5 and takes ${most} messages at once` : "3.1.1";
  return { level: "ok", what: WHAT, value: `lets ${username} in at ${url} by MQTT ${how}` };
}

function notLetIn(username: string, url: string, { message }: Error): Finding {
  return {
    level: "fault",
    what: WHAT,
    value: `${url} does not let ${username} in (${message})`,
    remedy: "set MQTT_USERNAME and MQTT_PASSWORD, or add the user to the broker",
  };
}

function notAllowed(username: string, denied: string): Finding {
  return {
    level: "fault",
    what: WHAT,
    value: `${username} may not ${denied}`,
    remedy: "infra/emqx/acl.conf shows what the ingest needs",
  };
}
