/** What the doctor sees of the broker, connected as the ingest would be. */
import mqtt, { type IConnackPacket, type MqttClient } from "mqtt";
import { VEHICLE_FILTERS } from "../../devices/wire/topics.ts";
import type { IngestConfig } from "../../ingest/config.ts";
import { withoutLogin } from "../local/address.ts";
import type { Finding } from "./finding.ts";

const WHAT = "broker";
/** CONNACK codes of a broker that speaks only 3.1.1: of 3.1.1 itself, and of MQTT 5. */
const UNSUPPORTED_VERSION = [0x01, 0x84];

/** Who asks, and whom. */
export type BrokerLogin = Pick<IngestConfig, "broker" | "username" | "password">;

/** Whether the ingest is let in, by which version of MQTT, and may read what devices send. */
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
    connectTimeout: 5000,
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

/** The first of the ingest's filters that the broker refuses. */
async function refused(client: MqttClient): Promise<string | undefined> {
  for (const filter of VEHICLE_FILTERS) {
    // MQTT.js rejects for a SUBACK of 0x80 and above.
    const granted = await client.subscribeAsync(filter, { qos: 0 }).catch(() => undefined);
    if (granted === undefined) return filter;
  }
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

function notAllowed(username: string, filter: string): Finding {
  return {
    level: "fault",
    what: WHAT,
    value: `${username} may not subscribe to ${filter}`,
    remedy: "infra/emqx/acl.conf shows what the ingest needs",
  };
}
