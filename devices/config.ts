/** The settings of the devices' programs, read once and checked before anything is opened. */
import { type Flags, readArguments, readSeconds } from "./args.ts";
import { type Kind, kinds } from "./kinds.ts";
import {
  ConfigError,
  decimal,
  type Environment,
  flag,
  integer,
  readEnv,
  text,
  type Values,
} from "./lib/env.ts";
import { type Broker, brokerVariables, readBroker } from "./lib/mqtt_config.ts";
import { readPasswords } from "./passwords.ts";
import { DEVICE_ID_RULE, isDeviceId } from "./wire/device_id.ts";

/** Every environment variable that the devices read. */
export const variables = {
  ...brokerVariables,
  DEVICE_PASSWORDS: text(
    "",
    "A file of id,password lines; a device that is not in it uses MQTT_PASSWORD",
  ),
  DEVICE_COUNT: integer(10, "How many vehicles the fleet has", { min: 1, max: 10_000 }),
  DEVICE_SEED: text("", "Any text: the same text gives the same drives; empty for new ones"),
  PUBLISH_INTERVAL: decimal(1, "Seconds between a device's readings", { min: 0.001, max: 86_400 }),
  LEGACY_TOPIC: flag(
    false,
    "true publishes on vehicle/speed/{device_id} instead of device/data/{device_id}",
  ),
  OUTBOX_DIR: text("devices/.data", "Where the outbox files are"),
  OUTBOX_LIMIT: integer(
    10_000,
    "The most readings that the outbox keeps of a device; at least twice WINDOW plus 500",
    { min: 1, max: 10_000_000 },
  ),
  WINDOW: integer(
    256,
    "The most readings that a device has published and that are not yet stored",
    {
      min: 128,
      max: 65_535, // packet ids
    },
  ),
  GAP_GRACE: integer(
    5000,
    "How long a later reading must be stored before an earlier one counts as lost, in ms",
    { min: 100, max: 20_000 },
  ),
  PROBE_AFTER: integer(
    30_000,
    "How long nothing may be heard before a reading is published again to find out, in ms",
    { min: 1000, max: 600_000 },
  ),
};

/** Who a device is. */
export interface DeviceSettings {
  readonly id: string;
  readonly kind: Kind;
  readonly password?: string;
}

/** The settings of a program that runs devices. Times in milliseconds. */
export interface Config {
  readonly broker: Broker;
  readonly devices: readonly DeviceSettings[];
  readonly outbox: {
    readonly directory: string;
    /** The file's name without `.kv`. */
    readonly name: string;
    readonly limit: number;
  };
  readonly window: number;
  readonly gapGrace: number;
  readonly probeAfter: number;
  readonly interval: number;
  readonly legacyTopic: boolean;
  /** Empty: drives that nobody can repeat. */
  readonly seed: string;
  readonly statusEvery: number;
}

/**
 * The settings of the fleet: `DEVICE_COUNT` vehicles and one outbox file.
 *
 * @throws {ConfigError} naming what is wrong, its value and what is allowed.
 */
export function readConfig(env: Environment, args: readonly string[]): Config {
  const values = readEnv(variables, env);
  const { flags } = readArguments(args, ["status-every"]);
  const ids = Array.from(
    { length: values.DEVICE_COUNT },
    (_, index) => `vehicle_${String(index + 1).padStart(2, "0")}`,
  );
  return config(values, ids.map((id) => ({ id, kind: "vehicle" })), "fleet", flags);
}

/**
 * The settings of one device with an outbox file of its own: `<id> [--kind vehicle|host]`.
 *
 * @throws {ConfigError} naming what is wrong, its value and what is allowed.
 */
export function readDeviceConfig(env: Environment, args: readonly string[]): Config {
  const values = readEnv(variables, env);
  const { flags, id } = readArguments(args, ["id", "kind", "status-every"]);
  if (!isDeviceId(id)) {
    throw new ConfigError(`Device id ${JSON.stringify(id)}: must be ${DEVICE_ID_RULE}`);
  }
  return config(values, [{ id, kind: readKind(flags.kind ?? "vehicle") }], id, flags);
}

function config(
  values: Values<typeof variables>,
  devices: DeviceSettings[],
  name: string,
  flags: Flags,
): Config {
  checkLimit(values);
  const passwords = readPasswords(values.DEVICE_PASSWORDS);
  const password = (id: string) => passwords.get(id) ?? (values.MQTT_PASSWORD || undefined);
  return {
    broker: readBroker(values),
    devices: devices.map((device) => ({ ...device, password: password(device.id) })),
    outbox: { directory: values.OUTBOX_DIR, name, limit: values.OUTBOX_LIMIT },
    window: values.WINDOW,
    gapGrace: values.GAP_GRACE,
    probeAfter: values.PROBE_AFTER,
    interval: values.PUBLISH_INTERVAL * 1000,
    legacyTopic: values.LEGACY_TOPIC,
    seed: values.DEVICE_SEED,
    statusEvery: readSeconds("--status-every", flags["status-every"] ?? "10"),
  };
}

function checkLimit({ OUTBOX_LIMIT, WINDOW }: Values<typeof variables>): void {
  const least = 2 * WINDOW + 500;
  if (OUTBOX_LIMIT >= least) return;
  throw new ConfigError(
    `OUTBOX_LIMIT="${OUTBOX_LIMIT}": must be at least ${least} (twice WINDOW plus 500)`,
  );
}

function readKind(text: string): Kind {
  if (Object.hasOwn(kinds, text)) return text as Kind;
  const allowed = Object.keys(kinds).join(" or ");
  throw new ConfigError(`--kind=${JSON.stringify(text)}: must be ${allowed}`);
}
