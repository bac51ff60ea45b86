/** What each program may touch, computed from its settings. Everything else is denied. */
import { tmpdir } from "node:os";
import { readOptions } from "../chaos/args.ts";
import { loopback } from "../local/address.ts";
import { javaPrograms, mavenCommand } from "../local/java.ts";
import { TELEGRAF } from "../local/telegraf.ts";
import { hosts, type Permissions } from "./flags.ts";
import { browsers, found, pathFolders } from "./found.ts";

type Grants = Omit<Permissions, "env">;
type NetGrants = Grants & { readonly net: readonly string[] };

/** The settings of an MQTT connection that name files or hosts. */
interface BrokerSettings {
  readonly MQTT_URL: string;
  readonly MQTT_CA_CERTS: string;
  readonly MQTT_CERTFILE: string;
  readonly MQTT_KEYFILE: string;
}

function pemFiles({ MQTT_CA_CERTS, MQTT_CERTFILE, MQTT_KEYFILE }: BrokerSettings): string[] {
  return [MQTT_CA_CERTS, MQTT_CERTFILE, MQTT_KEYFILE];
}

/**
 * A fleet or one device: the broker, its outbox, and the host's real figures, for which Deno wants
 * `cat` (of /proc/net/dev), three system calls and a folder whose disk is measured: the outbox's.
 */
export function devicesPermissions(
  settings: BrokerSettings & { readonly OUTBOX_DIR: string; readonly DEVICE_PASSWORDS: string },
): Grants {
  const { MQTT_URL, OUTBOX_DIR, DEVICE_PASSWORDS } = settings;
  return {
    net: hosts(MQTT_URL),
    read: [OUTBOX_DIR, DEVICE_PASSWORDS, ...pemFiles(settings)],
    write: [OUTBOX_DIR],
    run: Deno.build.os === "linux" ? found("cat") : [],
    sys: ["cpus", "statfs", "systemMemoryInfo"],
  };
}

/** The ingest: the broker, the database, its own HTTP port, and its migrations. */
export function ingestPermissions(
  settings: BrokerSettings & {
    readonly QUESTDB_URL: string;
    readonly QUESTDB_URL_FALLBACK: string;
    readonly INGEST_HOST: string;
    readonly INGEST_PORT: number;
  },
): NetGrants {
  const { MQTT_URL, QUESTDB_URL, QUESTDB_URL_FALLBACK, INGEST_HOST, INGEST_PORT } = settings;
  return {
    net: [
      ...hosts(MQTT_URL, QUESTDB_URL, QUESTDB_URL_FALLBACK),
      ...listener(INGEST_HOST, INGEST_PORT),
    ],
    read: ["ingest/migrate/sql", ...pemFiles(settings)],
    sys: ["statfs"], // of the disk, where the database is on this machine
  };
}

/** The replay of dead letters: the database. */
export function replayPermissions(
  { QUESTDB_URL, QUESTDB_URL_FALLBACK }: {
    readonly QUESTDB_URL: string;
    readonly QUESTDB_URL_FALLBACK: string;
  },
): NetGrants {
  return { net: hosts(QUESTDB_URL, QUESTDB_URL_FALLBACK) };
}

/** A server of ours, to be listened to and asked: one that listens everywhere is asked here. */
function listener(hostname: string, port: number): string[] {
  const everywhere = hostname === "0.0.0.0" || hostname === "::";
  const names = [hostname, ...everywhere ? ["127.0.0.1"] : []];
  return names.map((name) => name.includes(":") ? `[${name}]:${port}` : `${name}:${port}`);
}

/** The dashboard: the database, the ingest's health, its own port, and its code and build. */
export function webPermissions(
  settings: {
    readonly QUESTDB_PG_URL: string;
    readonly QUESTDB_PG_URL_FALLBACK: string;
    readonly INGEST_HOST: string;
    readonly INGEST_PORT: number;
    readonly WEB_HOST: string;
    readonly WEB_PORT: number;
  },
): NetGrants {
  const { QUESTDB_PG_URL, QUESTDB_PG_URL_FALLBACK } = settings;
  return {
    net: [
      ...hosts(QUESTDB_PG_URL, QUESTDB_PG_URL_FALLBACK),
      ...listener(settings.INGEST_HOST, settings.INGEST_PORT),
      ...listener(settings.WEB_HOST, settings.WEB_PORT),
    ],
    read: ["web", "infra/jsr/fresh"], // the build, pages, and Fresh where it is a stand-in
    sys: ["statfs"],
  };
}

/** The ledger in a terminal: the database. */
export function ledgerPermissions(
  { QUESTDB_PG_URL, QUESTDB_PG_URL_FALLBACK }: {
    readonly QUESTDB_PG_URL: string;
    readonly QUESTDB_PG_URL_FALLBACK: string;
  },
): NetGrants {
  return { net: hosts(QUESTDB_PG_URL, QUESTDB_PG_URL_FALLBACK) };
}

/**
 * The dashboard's build. It bundles our own sources; the bundler is a program of its own, reads
 * Deno's cache, and knows the places of both better than a list could say. It writes to `web`.
 */
export function buildPermissions(): Permissions {
  return { env: "all", read: "all", write: ["web"], run: "all", sys: "all" };
}

/**
 * The servers: they are asked whether they answer, and started by Docker or Java on ports of this
 * machine that are tried out first.
 */
export function infraPermissions(
  settings: BrokerSettings & { readonly QUESTDB_URL: string; readonly QUESTDB_PG_URL: string },
): Grants {
  const { MQTT_URL, QUESTDB_URL, QUESTDB_PG_URL } = settings;
  return {
    net: [
      ...hosts(MQTT_URL, QUESTDB_URL, QUESTDB_PG_URL),
      ...["127.0.0.1", loopback(QUESTDB_URL) ?? ""],
    ],
    read: ["infra/local", "infra/.data", ...pemFiles(settings)],
    write: ["infra/.data"],
    run: found("docker", ...javaTools()),
  };
}

function javaTools(): string[] {
  return [...javaPrograms({ JAVA_HOME: Deno.env.get("JAVA_HOME") }), mavenCommand()[0]];
}

/** The demo: it starts the launcher, and sees from outside whether each part is up. */
export function demoPermissions(
  settings: BrokerSettings & {
    readonly QUESTDB_URL: string;
    readonly INGEST_HOST: string;
    readonly INGEST_PORT: number;
    readonly WEB_HOST: string;
    readonly WEB_PORT: number;
  },
): Grants {
  const { MQTT_URL, QUESTDB_URL, INGEST_HOST, INGEST_PORT, WEB_HOST, WEB_PORT } = settings;
  const listeners = [...listener(INGEST_HOST, INGEST_PORT), ...listener(WEB_HOST, WEB_PORT)];
  return {
    net: [...hosts(MQTT_URL, QUESTDB_URL), ...listeners],
    read: pemFiles(settings),
    run: [Deno.execPath()],
  };
}

/** The doctor: what the programs reach, EMQX's API, and the tools that would start servers. */
export function doctorPermissions(
  settings: Parameters<typeof ingestPermissions>[0] & Parameters<typeof webPermissions>[0] & {
    readonly OUTBOX_DIR: string;
    readonly EMQX_API_URL: string;
  },
): Grants {
  const { net: ingest } = ingestPermissions(settings);
  const { net: web } = webPermissions(settings);
  return {
    net: [...ingest, ...web, ...hosts(settings.EMQX_API_URL)],
    read: [".", settings.OUTBOX_DIR, ...pemFiles(settings)],
    run: found("docker", ...javaTools()),
    sys: ["statfs"],
  };
}

/**
 * The run of the tests: deno's own subcommands in this folder, and a browser to be found or, where
 * apt can, installed. The tests themselves are granted theirs in `infra/test/run_plan.ts`.
 */
export function testPermissions(): Grants {
  return {
    read: [".", tmpdir(), ...pathFolders()],
    write: [".", tmpdir()],
    run: [Deno.execPath(), ...found("apt-get")],
    sys: ["uid"],
  };
}

/**
 * Chaos: a rig, and the broker of somebody else if it is given one. What it kills and freezes are its
 * own children, for which it needs no permission.
 */
export function chaosPermissions(_: unknown, args: readonly string[]): Grants {
  const { broker } = readOptions(args);
  const others = broker instanceof URL ? [`${broker.hostname}:${broker.port || 1883}`] : [];
  const { net, ...grants } = rigPermissions();
  return { ...grants, net: [...net, ...others] };
}

/** The measurements: a rig, and what the ingest is compared with, built by the first run. */
export function benchPermissions(): Grants {
  const { run, ...grants } = rigPermissions();
  return { ...grants, run: [...run, ...found("go", "python3"), TELEGRAF] };
}

/**
 * A rig: servers and programs on ports of this machine, their data in a temporary folder; `cat`
 * reads /proc. What starts programs looks for commands on the `PATH` for them, and writes the
 * configuration that the dashboard is started with where JSR can't be reached. What steers the
 * browser wants to know the home folder.
 */
function rigPermissions(): NetGrants & { readonly run: readonly string[] } {
  return {
    net: ["127.0.0.1"],
    read: [".", tmpdir(), ...pathFolders()],
    write: ["infra/.data", "deno.offline.json", "deno.offline.lock", tmpdir()],
    run: [Deno.execPath(), ...found("mosquitto", "cat", ...javaTools()), ...browsers()],
    sys: ["homedir"],
  };
}
