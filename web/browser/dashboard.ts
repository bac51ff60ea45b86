/** A dashboard over a simulated fleet, served for a browser. */
import { Builder } from "fresh/dev";
import { fileURLToPath } from "node:url";
import type { Log } from "../../devices/lib/log.ts";
import { Metrics } from "../api/metrics.ts";
import { createApp } from "../app.ts";
import { Login } from "../auth/login.ts";
import { Live } from "../live/live.ts";
import { withHeaders } from "../serve.ts";
import type { State } from "../utils.ts";
import { SimulatedData } from "./simulation/data.ts";
import { World } from "./simulation/world.ts";

/** What a dashboard is started with. */
export interface DashboardOptions {
  /** How many devices there are. Default: 10. */
  readonly count?: number;
  /** For how long, in ms, they have been producing. Default: ten days. */
  readonly history?: number;
  /** Default: none. */
  readonly password?: string;
}

type Build = Awaited<ReturnType<Builder<State>["build"]>>;

let built: Promise<Build> | undefined;

/** The pages' scripts, bundled once for all tests. */
function build(): Promise<Build> {
  const root = fileURLToPath(new URL("..", import.meta.url));
  built ??= new Builder<State>({ root, serverEntry: "entry.ts" }).build({ snapshot: "memory" });
  return built;
}

/** A served dashboard and the fleet behind it; `await using` ends both. */
export class Dashboard implements AsyncDisposable {
  readonly world: World;
  /** What the server logged. */
  readonly logged: string[] = [];
  readonly #build: Build;
  readonly #password: string;
  #port = 0;
  #stop: (() => Promise<void>) | undefined;

  private constructor(build: Build, { count, history, password = "" }: DashboardOptions) {
    this.#build = build;
    this.#password = password;
    this.world = new World({ count, history });
  }

  /** Starts one on a free port of this machine. */
  static async start(options: DashboardOptions = {}): Promise<Dashboard> {
    const dashboard = new Dashboard(await build(), options);
    dashboard.up();
    return dashboard;
  }

  /** Its address, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Serves, at the same address as before. */
  up(): void {
    const write = (message: string) => void this.logged.push(message);
    const log: Log = { info: write, warn: write, error: write };
    const live = new Live({ source: this.world.source, tick: 100, now: Date.now });
    const app = createApp({
      data: new SimulatedData(this.world, live),
      openStream: (channel) => live.open(channel),
      login: new Login(this.#password),
      metrics: new Metrics(),
      log,
    });
    this.#build(app);
    const stop = new AbortController();
    const handler = withHeaders(app.handler(), log);
    const server = Deno.serve({
      hostname: "127.0.0.1",
      port: this.#port,
      signal: stop.signal,
      onListen: ({ port }) => this.#port = port,
    }, handler);
    const running = live.run(stop.signal);
    this.#stop = async () => {
      stop.abort();
      await Promise.all([server.finished, running]);
    };
  }

  /** Stops serving; open pages lose their stream. */
  async down(): Promise<void> {
    await this.#stop?.();
    this.#stop = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.world.stop();
    await this.down();
  }
}
