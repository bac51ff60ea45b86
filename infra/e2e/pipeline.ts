/** One test's programs and folders: its own devices and ingest between the shared servers. */
import { join } from "node:path";
import { assertEquals } from "@std/assert";
import { denoArgs, launcherArgs, ROOT } from "../launch/command.ts";
import { programs } from "../launch/programs.ts";
import { freePorts } from "../local/ports.ts";
import type { Servers } from "../local/servers.ts";
import { type Balance, Ledger } from "../rig/ledger.ts";
import { type ProgramSpec, Running } from "../rig/programs.ts";
import { environment, type Settings } from "../rig/settings.ts";
import { Database } from "../rig/sql.ts";
import { until } from "../rig/wait.ts";
import { PYTHON_PATH } from "./paho.ts";

/** Shorter waits than a user's, so that what is lost is published again while a test looks on. */
const QUICK: Settings = { STORED_INTERVAL: 250, GAP_GRACE: 1000, PROBE_AFTER: 3000 };

/** Lines of each program that a failed test shows. */
const SHOWN = 40;

/** What a test works with. */
export class Pipeline implements AsyncDisposable {
  readonly servers: Servers;
  readonly ledger = new Ledger();
  /** Everything in it goes at the end. */
  readonly folder: string;
  /** Where the devices keep their outboxes. */
  readonly outboxes: string;
  /** Where the ingest answers. */
  readonly ingestUrl: string;
  readonly #ingestPort: number;
  readonly #started: Running[] = [];

  private constructor(servers: Servers, folder: string) {
    this.servers = servers;
    this.folder = folder;
    this.outboxes = join(folder, "outboxes");
    [this.#ingestPort] = freePorts(1);
    this.ingestUrl = `http://127.0.0.1:${this.#ingestPort}`;
  }

  /** Begins with an empty folder. */
  static async open(servers: Servers): Promise<Pipeline> {
    return new Pipeline(servers, await Deno.makeTempDir({ prefix: "pipeline-" }));
  }

  /** The database as it is now. */
  get database(): Database {
    return new Database(this.servers.database.url);
  }

  /** Every setting of every program: those of this pipeline, and all others at their defaults. */
  env(settings: Settings = {}): Record<string, string> {
    const own: Settings = {
      ...QUICK,
      MQTT_URL: this.servers.broker.url,
      QUESTDB_URL: this.servers.database.url,
      QUESTDB_PG_URL: this.servers.database.pgUrl,
      INGEST_PORT: this.#ingestPort,
      OUTBOX_DIR: this.outboxes,
    };
    return environment({ ...own, ...settings });
  }

  /** Starts a program with the permissions that the launcher gives it. */
  async start(name: string, args: readonly string[], settings?: Settings): Promise<Running> {
    const env = this.env(settings);
    return this.#run({ name, args: await denoArgs(programs[name], args, env), env });
  }

  /** Starts a program as its task does: through the launcher, of the repository in `root`. */
  launch(name: string, args: readonly string[], settings?: Settings, root = ROOT): Running {
    const env = this.env(settings);
    return this.#run({ name, args: [...launcherArgs(name), ...args], env }, root);
  }

  /** Starts the device in Python, with an outbox of its own, at 20 readings a second. */
  python(id: string, brokerUrl: string): Running {
    const args = ["devices/testdata/client.py", id, join(this.folder, `${id}.sqlite`), "0.05"];
    const env = { MQTT_URL: brokerUrl, PYTHONPATH: PYTHON_PATH };
    return this.#run({ name: id, program: "python3", args, env });
  }

  /** Starts the ingest and waits until it takes readings. */
  async ingest(settings?: Settings): Promise<Running> {
    const ingest = await this.start("ingest", [], settings);
    await this.untilHealthy(ingest);
    return ingest;
  }

  /** Starts the fleet. */
  async devices(settings?: Settings): Promise<Running> {
    return await this.start("devices", ["--status-every", "1"], settings);
  }

  /** Starts the dashboard as its task does, and waits until it answers. */
  async dashboard(
    port = freePorts(1)[0],
  ): Promise<{ url: string; port: number; program: Running }> {
    const url = `http://127.0.0.1:${port}/`;
    const program = this.launch("web", [], { WEB_PORT: port });
    await program.until("the dashboard answers", async () => {
      const response = await fetch(url);
      await response.body?.cancel();
      return response.ok;
    });
    return { url, port, program };
  }

  /** Waits until the ingest says that it is well. */
  async untilHealthy(ingest: Running): Promise<void> {
    await ingest.until("the ingest is healthy", async () => {
      const response = await fetch(new URL("/health", this.ingestUrl));
      await response.body?.cancel();
      return response.ok;
    });
  }

  /** Waits until the database has `count` more rows than now, and returns how many it has then. */
  async untilStored(count: number): Promise<number> {
    const before = await this.database.rows();
    return await until(`${count} more rows than ${before}`, async () => {
      const rows = await this.database.rows();
      return rows >= before + count && rows;
    });
  }

  /** Ends the fleet, gracefully or not, and notes what it leaves. */
  async endDevices(devices: Running, how: "stop" | "kill" = "stop"): Promise<void> {
    if (how === "kill") await devices.kill();
    else assertEquals(await devices.stop(), 0);
    await this.ledger.read(this.outboxes, "fleet");
  }

  /** Waits until every reading is accounted for; fails if one is missing or there twice. */
  async assertBalanced(): Promise<Balance> {
    const balance = () => this.ledger.balance(this.database);
    const isWhole = async () => (await balance()).missing.length === 0;
    await until("nothing is missing", isWhole, { every: 500 }).catch(() => {}); // see below
    await this.database.untilApplied();
    const last = await balance();
    const { missing, double, unknown } = last;
    assertEquals({ missing, double, unknown }, { missing: [], double: 0, unknown: 0 });
    return last;
  }

  /** What the programs said last, for whoever looks into a failed test. */
  transcript(): string {
    return this.#started.flatMap(({ name, pid, lines }) => [
      `--- ${name} (${pid})`,
      ...lines.slice(-SHOWN),
    ]).join("\n");
  }

  /** Ends every program and removes their files. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#started.map((program) => program[Symbol.asyncDispose]()));
    await Deno.remove(this.folder, { recursive: true });
  }

  #run(spec: Omit<ProgramSpec, "cwd">, cwd = ROOT): Running {
    const program = new Running({ ...spec, cwd });
    this.#started.push(program);
    return program;
  }
}
