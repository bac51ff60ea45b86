/** Everything that runs: servers, proxies between them, ingest processes, and twenty devices. */
import { join } from "node:path";
import { consoleLog } from "../../devices/lib/log.ts";
import { freePorts } from "../local/ports.ts";
import { prepareJava } from "../local/prepare.ts";
import { Servers } from "../local/servers.ts";
import { Ledger } from "../rig/ledger.ts";
import { Proxy } from "../rig/proxy.ts";
import type { Settings } from "../rig/settings.ts";
import { Database } from "../rig/sql.ts";
import { until } from "../rig/wait.ts";
import type { Options } from "./args.ts";
import { chooseBroker } from "./brokers.ts";
import { DevicesPart } from "./devices_part.ts";
import { HOSTILE, HostileDevice } from "./hostile_device.ts";
import { leave } from "./leave.ts";
import type { Part } from "./part.ts";
import { ProgramPart } from "./program_part.ts";
import { Publications } from "./publications.ts";
import { ServerPart } from "./server_part.ts";
import { DEVICE_IDS, DEVICES, LINKS, OVERFULL, QUESTDB, workerNames } from "./targets.ts";

/** What is running, by what it is to chaos. */
export class Scene implements AsyncDisposable {
  readonly ledger = new Ledger();
  readonly publications = new Publications();
  /** Processes to strike, by name. */
  readonly parts = new Map<string, Part>();
  /** Connections to strike, by name. */
  readonly links = new Map<string, Proxy>();
  readonly devices: DevicesPart[] = [];
  readonly workers: { readonly part: ProgramPart; readonly url: string }[] = [];
  database!: Database;
  /** Where the database answers the dashboard. */
  pgUrl = "";
  hostile!: HostileDevice;
  readonly #stack = new AsyncDisposableStack();
  readonly #folder: string;
  /** Removes what is left at a broker of somebody else. */
  #leave?: () => Promise<void>;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#stack.defer(() => Deno.remove(folder, { recursive: true }));
    // However we end: a frozen process would not notice.
    const end = () => this.parts.forEach((part) => part.end());
    addEventListener("unload", end);
    this.#stack.defer(() => removeEventListener("unload", end));
  }

  /**
   * Starts everything, and waits until readings flow.
   *
   * @throws {SetupError} if Java or the broker is missing or does not come up.
   */
  static async open(options: Options, signal: AbortSignal): Promise<Scene> {
    const scene = new Scene(await Deno.makeTempDir({ prefix: "ledgerline-chaos-" }));
    try {
      await scene.#start(options, signal);
      return scene;
    } catch (error) {
      await scene[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Waits until every ingest says that it is well. */
  async untilHealthy(signal: AbortSignal): Promise<void> {
    const isHealthy = async (url: string) => {
      if (signal.aborted) return true; // nobody waits any more
      const response = await fetch(new URL("/health", url), { signal: AbortSignal.timeout(2000) });
      await response.body?.cancel();
      return response.ok;
    };
    await Promise.all(
      this.workers.map(({ part, url }) =>
        until(`${part.name} is healthy`, () => isHealthy(url), { every: 250 })
      ),
    );
  }

  /** Ends everything and removes all that it has kept. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.parts.values()].map((part) => part.kill().catch(() => {})));
    await this.#leave?.().catch((error) => console.error(`The broker keeps traces: ${error}`));
    await this.#stack.disposeAsync();
  }

  async #start(options: Options, signal: AbortSignal): Promise<void> {
    const env = { JAVA_HOME: Deno.env.get("JAVA_HOME") };
    const tools = await prepareJava(env, { log: consoleLog("chaos"), signal });
    const servers = new Servers(tools, this.#folder);
    const place = { servers, folder: this.#folder, signal };
    const broker = chooseBroker(options.broker, place);
    const start = () => servers.startDatabase(signal);
    const database = this.#keep(new ServerPart({ name: QUESTDB, start }));
    if (broker.part) this.#keep(broker.part);
    await Promise.all([database.start(), broker.part?.start()]);
    const [mqtt, questdb] = [broker.url(), servers.database.url];
    this.database = new Database(questdb);
    this.pgUrl = servers.database.pgUrl;
    const guests = { devices: [...DEVICE_IDS, HOSTILE], workers: workerNames(options.workers) };
    if (!broker.part) this.#leave = () => leave(mqtt, guests);
    await this.#startWorkers(options.workers, mqtt, questdb);
    await this.untilHealthy(signal);
    await this.#startDevices(mqtt);
    this.hostile = new HostileDevice(mqtt, { seed: options.seed, neighbour: "vehicle_01" });
    this.#stack.defer(() => this.hostile.close());
  }

  async #startWorkers(workers: number, broker: string, database: string): Promise<void> {
    const mqtt = this.#link(LINKS.ingest, broker);
    const questdb = this.#link(LINKS.questdb, database);
    for (const name of workerNames(workers)) {
      const [port] = freePorts(1);
      const settings: Settings = {
        MQTT_URL: mqtt.url,
        QUESTDB_URL: questdb.url,
        INGEST_PORT: port,
        MQTT_CLIENT_ID: name,
        INGEST_GROUP: workers > 1 ? "chaos" : "",
      };
      const part = this.#keep(new ProgramPart({ name, program: "ingest", settings }));
      await part.start();
      this.workers.push({ part, url: `http://127.0.0.1:${port}` });
    }
  }

  async #startDevices(broker: string): Promise<void> {
    const outboxes = join(this.#folder, "outboxes");
    await Deno.mkdir(outboxes);
    const common = this.#link(LINKS.devices, broker);
    const own = this.#link(LINKS.overfull, broker);
    for (const { name, ...spec } of DEVICES) {
      const { url } = name === OVERFULL ? own : common;
      const settings: Settings = { ...spec.settings, MQTT_URL: url, OUTBOX_DIR: outboxes };
      const part = new DevicesPart({ ...spec, name, settings }, { outboxes, ledger: this.ledger });
      this.devices.push(part);
      this.#keep(part);
      await part.start();
    }
  }

  #keep<P extends Part>(part: P): P {
    this.parts.set(part.name, part);
    return part;
  }

  #link(name: string, url: string): Proxy {
    const isDevices = name === LINKS.devices || name === LINKS.overfull;
    const proxy = new Proxy(url, isDevices ? this.publications.lookAt : undefined);
    this.#stack.use(proxy);
    this.links.set(name, proxy);
    return proxy;
  }
}
