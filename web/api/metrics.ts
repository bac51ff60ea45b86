/** `/metrics` for Prometheus. */
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import process from "node:process";
import type { Api } from "../http/api_errors.ts";

const PREFIX = "ledgerline_web_";
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is read when somebody asks. */
export interface MetricsSources {
  /** Open streams, and those whose browser does not keep up. */
  readonly streams: () => number;
  readonly behind: () => number;
  readonly devices: () => number;
}

/** What the dashboard's server measures. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #queries = new Histogram({
    name: `${PREFIX}query_seconds`,
    help: "Time that queries took, by name",
    labelNames: ["query"],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #failed = new Counter({
    name: `${PREFIX}queries_failed_total`,
    help: "Queries that failed, by name",
    labelNames: ["query"],
    registers: [this.#registry],
  });
  readonly #ticks = new Histogram({
    name: `${PREFIX}tick_seconds`,
    help: "Time from asking what is new to having told all open streams",
    buckets: SECONDS,
    registers: [this.#registry],
  });

  /** A query has ended. */
  queried(name: string, ms: number, ok: boolean): void {
    this.#queries.observe({ query: name }, ms / 1000);
    if (!ok) this.#failed.inc({ query: name });
  }

  /** A look at the database has ended. */
  ticked(ms: number): void {
    this.#ticks.observe(ms / 1000);
  }

  /** Adds what is read when somebody asks. */
  watch({ streams, behind, devices }: MetricsSources): void {
    this.#gauge(`${PREFIX}streams`, "Open event streams", streams);
    this.#gauge(`${PREFIX}streams_behind`, "Streams whose browser does not keep up", behind);
    this.#gauge(`${PREFIX}devices`, "Devices in memory", devices);
    // prom-client's own process metrics read /proc, for which Deno wants every permission.
    this.#gauge("process_resident_memory_bytes", "Resident memory", () => Deno.memoryUsage().rss);
    const registers = [this.#registry];
    new Counter({
      name: "process_cpu_seconds_total",
      help: "CPU time used, user and system",
      registers,
      collect() {
        const { user, system } = process.cpuUsage();
        this.reset();
        this.inc((user + system) / 1e6);
      },
    });
  }

  /** The answer to a scrape. */
  async response(): Promise<Response> {
    const headers = { "content-type": this.#registry.contentType, "cache-control": "no-store" };
    return new Response(await this.#registry.metrics(), { headers });
  }

  #gauge(name: string, help: string, read: () => number): void {
    const registers = [this.#registry];
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }
}

/** Registers the metrics. */
export function metricsApi(api: Api, metrics: Metrics): void {
  api.get("/metrics", () => metrics.response());
}
