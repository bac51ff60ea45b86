/** The settings of an MQTT connection, the same for every program. */
import { ConfigError, text, url, type Values } from "./env.ts";

/** Variables that say where the broker is and how its TLS is checked. */
export const brokerVariables = {
  MQTT_URL: url(
    "mqtt://127.0.0.1:1883",
    ["mqtt:", "mqtts:"],
    "The broker; mqtts:// for TLS (usually port 8883)",
  ),
  MQTT_PASSWORD: text("", "Password for the broker"),
  MQTT_CA_CERTS: text("", "A PEM file with the authority that signed the broker's certificate"),
  MQTT_CERTFILE: text("", "A PEM file with this client's certificate"),
  MQTT_KEYFILE: text("", "A PEM file with this client's key"),
};

/** Where a broker is and how its TLS is checked. PEM texts, not file names. */
export interface Broker {
  readonly url: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/**
 * The broker that the settings name, its PEM files read.
 *
 * @throws {ConfigError} if a file can't be read or holds something else, if only one of certificate
 * and key is given, or any of them where the URL asks for no TLS; if the URL holds credentials.
 */
export function readBroker(values: Values<typeof brokerVariables>): Broker {
  if (!values.MQTT_CERTFILE !== !values.MQTT_KEYFILE) {
    throw new ConfigError("MQTT_CERTFILE and MQTT_KEYFILE go together: one of them is not set");
  }
  const { username, password, search } = new URL(values.MQTT_URL);
  if (username || password || search) { // MQTT.js would prefer them to the client's own
    throw new ConfigError("MQTT_URL must name the broker alone: a password goes to MQTT_PASSWORD");
  }
  const set = PEM_FILES.find(({ name }) => values[name] !== "");
  if (set && !values.MQTT_URL.startsWith("mqtts:")) {
    throw new ConfigError(`${set.name} is set, but MQTT_URL asks for no TLS: use mqtts://`);
  }
  const [ca, cert, key] = PEM_FILES.map(({ name, label }) => readPem(name, values[name], label));
  return { url: values.MQTT_URL, ca, cert, key };
}

const PEM_FILES = [
  { name: "MQTT_CA_CERTS", label: "CERTIFICATE" },
  { name: "MQTT_CERTFILE", label: "CERTIFICATE" },
  { name: "MQTT_KEYFILE", label: "PRIVATE KEY" },
] as const;

function readPem(name: string, path: string, label: string): string | undefined {
  if (path === "") return undefined;
  const pem = readFile(name, path);
  if (new RegExp(`-----BEGIN [A-Z ]*${label}-----`).test(pem)) return pem;
  throw new ConfigError(`${name}=${path}: must be a PEM file with a ${label}`);
}

function readFile(name: string, path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    throw new ConfigError(`${name}=${path}: can't be read: ${(error as Error).message}`);
  }
}
