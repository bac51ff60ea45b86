/** Ties the measuring of the pipeline to the ingest's database and counts. */
import type { Database } from "../commit/database.ts";
import type { Counts } from "../counts.ts";
import { DEVICE_DATA, NO_READINGS } from "../tables.ts";
import { Latency, type TimedReading } from "./latency.ts";
import type { WalState } from "./queryable.ts";
import { reportSeconds } from "./reporter.ts";

/** A report that takes longer than this is dropped. */
const PATIENCE = 2000; // ms

/** What is watched. */
export interface WatchDeps {
  readonly database: Pick<Database, "exec" | "write">;
  readonly counts: Counts;
  /** Messages received and not yet acknowledged. */
  readonly held: () => number;
  /** The name of this ingest among several. */
  readonly worker: string;
}

/** Measures what is committed and reports it to the database; best effort, and never in the way. */
export class PipelineWatch {
  readonly #latency: Latency;
  #stopped: AbortSignal | undefined;

  constructor(private readonly deps: WatchDeps) {
    const read = () => readWal(deps.database, this.#patience());
    this.#latency = new Latency({ read, now: Date.now });
  }

  /** Rows of a table are in the database since just now. */
  committed(table: string, readings: readonly TimedReading[]): void {
    if (NO_READINGS.has(table)) return; // since when a device is online is no latency
    this.#latency.committed(readings, Date.now());
  }

  /** Watches and reports until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    this.#stopped = signal;
    const { counts, held, worker } = this.deps;
    const totals = () => ({ ...counts, rejected: new Map(counts.rejected), held: held() });
    const send = (lines: string) => this.#send(lines);
    const deps = { worker, latency: this.#latency, totals, send, now: Date.now };
    await Promise.all([this.#latency.run(signal), reportSeconds(deps, signal)]);
  }

  async #send(lines: string): Promise<void> {
    const bytes = new TextEncoder().encode(lines);
    await this.deps.database.write(bytes, this.#patience());
  }

  /** Aborts what takes too long, and everything on a stop. */
  #patience(): AbortSignal {
    const late = AbortSignal.timeout(PATIENCE);
    return this.#stopped ? AbortSignal.any([late, this.#stopped]) : late;
  }
}

const WAL = "SELECT wal_txn AS committed, table_txn AS applied, " +
  `table_last_write_timestamp::long AS written FROM tables() WHERE table_name = '${DEVICE_DATA}'`;

async function readWal(
  database: Pick<Database, "exec">,
  signal: AbortSignal,
): Promise<WalState> {
  const [{ committed, applied, written }] = await database.exec(WAL, signal);
  return {
    committed: Number(committed),
    applied: Number(applied),
    appliedAt: written === null ? null : Number(written) / 1000,
  };
}
