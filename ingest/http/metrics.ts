/** `/metrics` for Prometheus. */
import process from "node:process";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Counts } from "../counts.ts";
import type { Held } from "../receive/hold.ts";
import { NO_READINGS } from "../tables.ts";
import type { DatabaseWatch } from "../watch/database_watch.ts";
import type { TableState } from "../watch/tables.ts";

/** Totals are counted elsewhere and read when somebody asks. */
type Totals = readonly (readonly [value: number, labels?: Record<string, string>])[];

const PREFIX = "ledgerline_ingest_";

/** What the ingest measures. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #rows: Histogram;
  readonly #seconds: Histogram;
  readonly #latency: Histogram;

  constructor(
    counts: Counts,
    held: () => number,
    database: Pick<DatabaseWatch, "states" | "free">,
  ) {
    this.#counter(`${PREFIX}received_total`, "Messages received", () => [[counts.received]]);
    this.#counter(
      `${PREFIX}stored_total`,
      "Rows that the database confirmed",
      () => [[counts.stored]],
    );
    this.#counter(
      `${PREFIX}ignored_total`,
      "Messages that said nothing new",
      () => [[counts.ignored]],
    );
    this.#counter(
      `${PREFIX}passed_over_total`,
      "Rows of status and accounts that were not stored: they are asked for again",
      () => [[counts.passedOver]],
    );
    this.#counter(
      `${PREFIX}rejected_total`,
      "Messages refused, by reason",
      () => [...counts.rejected].map(([reason, count]) => [count, { reason }]),
      ["reason"],
    );
    this.#counter(
      `${PREFIX}dead_letters_total`,
      "Letters of refused messages that the database confirmed, by reason",
      () => [...counts.letters].map(([reason, count]) => [count, { reason }]),
      ["reason"],
    );
    this.#counter(
      `${PREFIX}answers_total`,
      "Messages that told devices what is stored, by what it was",
      () => Object.entries(counts.answers).map(([of, count]) => [count, { of }]),
      ["of"],
    );
    this.#counter(
      `${PREFIX}unknown_fields_total`,
      "Payload fields that no column takes, by name",
      () => [...counts.unknown].map(([field, count]) => [count, { field }]),
      ["field"],
    );
    this.#gauge(`${PREFIX}held`, "Messages received and not yet acknowledged", held);
    this.#rows = this.#histogram("commit_rows", "Rows in a commit", [1, 10, 100, 1000, 10_000]);
    this.#seconds = this.#histogram("commit_seconds", "Time that a commit took", [
      ...[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    ]);
    this.#latency = this.#histogram("latency_seconds", "From the device's clock to the commit", [
      ...[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600],
    ]);
    this.#database(database);
    this.#process();
  }

  /** A commit to a table took this many milliseconds and has just ended. */
  committed(table: string, owners: readonly Held[], milliseconds: number): void {
    this.#rows.observe(owners.length);
    this.#seconds.observe(milliseconds / 1000);
    if (NO_READINGS.has(table)) return; // since when a device is online is no latency
    const now = Date.now();
    for (const { ts } of owners) this.#latency.observe((now - ts) / 1000);
  }

  /** The answer to a scrape. */
  async response(): Promise<Response> {
    const headers = { "content-type": this.#registry.contentType };
    return new Response(await this.#registry.metrics(), { headers });
  }

  /** What the database does not say by itself. */
  #database(watch: Pick<DatabaseWatch, "states" | "free">): void {
    const each = (figure: (table: TableState) => number) => () =>
      watch.states.tables.map((table) => [figure(table), { table: table.name }] as const);
    this.#gauges(
      `${PREFIX}questdb_table_suspended`,
      "1 for a table that takes rows and shows none",
      each(({ suspended }) => Number(suspended)),
      ["table"],
    );
    this.#gauges(
      `${PREFIX}questdb_wal_lag`,
      "Transactions that are committed and can't be queried yet",
      each(({ lag }) => lag),
      ["table"],
    );
    this.#counter(
      `${PREFIX}questdb_replaced_rows_total`,
      "Rows that replaced themselves, delivered again, since the database was started",
      each(({ replaced }) => replaced),
      ["table"],
    );
    this.#gauges(
      `${PREFIX}questdb_views_invalid`,
      "Views that are no longer refreshed",
      () => [[watch.states.invalidViews.length]],
    );
    this.#gauges(
      `${PREFIX}questdb_disk_free_bytes`,
      "Room on the database's disk, if it is on this machine",
      () => watch.free === undefined ? [] : [[watch.free]],
    );
  }

  /** prom-client's own process metrics read /proc, for which Deno wants every permission. */
  #process(): void {
    this.#gauge("process_resident_memory_bytes", "Resident memory", () => Deno.memoryUsage().rss);
    this.#gauge("process_heap_bytes", "JavaScript heap", () => Deno.memoryUsage().heapUsed);
    this.#counter("process_cpu_seconds_total", "CPU time used, user and system", () => {
      const { user, system } = process.cpuUsage();
      return [[(user + system) / 1e6]];
    });
  }

  #counter(name: string, help: string, totals: () => Totals, labelNames: string[] = []): void {
    new Counter({
      name,
      help,
      labelNames,
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const [value, labels = {}] of totals()) this.inc(labels, value);
      },
    });
  }

  #gauge(name: string, help: string, read: () => number): void {
    this.#gauges(name, help, () => [[read()]]);
  }

  #gauges(name: string, help: string, read: () => Totals, labelNames: string[] = []): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const [value, labels = {}] of read()) this.set(labels, value);
      },
    });
  }

  #histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name: PREFIX + name, help, buckets, registers: [this.#registry] });
  }
}
