/** How fast the ingest drains a backlog, and what that costs. */
import { DEVICE_DATA } from "../../ingest/tables.ts";
import type { BenchServers } from "./servers.ts";
import { startIngest } from "./program.ts";
import { fill, withPublisher } from "./publish.ts";
import { figure } from "./sql.ts";
import { type Usage, usage } from "./usage.ts";
import { waitFor } from "./wait.ts";

/** The result of draining a backlog. */
export interface Drained {
  /** Rows a second between the first and the last tenth. */
  readonly rate: number;
  /** CPU seconds per 100,000 rows. */
  readonly ingestCpu: number;
  readonly databaseCpu: number;
  /** The ingest's greatest resident memory, MB. */
  readonly peak: number;
}

const DEVICES = 100;

/** Leaves `count` readings at the broker for an ingest that is away, then lets it come back. */
export async function drain(servers: BenchServers, count: number): Promise<Drained> {
  const { broker, database, env, ingestPort } = servers;
  const rows = () => figure(database.url, `SELECT count() FROM ${DEVICE_DATA}`);
  await (await startIngest(env, ingestPort))[Symbol.asyncDispose](); // its session stays
  const before = await rows();
  await withPublisher(broker.url, (client) => fill(client, count, DEVICES));
  const databaseBefore = await usage(database.pid);
  await using ingest = await startIngest(env, ingestPort);
  const progress = await watch(rows, before, count);
  const used = await usage(ingest.pid);
  const databaseUsed = await usage(database.pid);
  return result(progress, count, used, databaseUsed.cpu - databaseBefore.cpu);
}

/** When how many rows were there: [ms, rows]. */
type Progress = readonly (readonly [number, number])[];

async function watch(rows: () => Promise<number>, before: number, count: number) {
  const progress: [number, number][] = [];
  await waitFor(
    async () => {
      const stored = await rows() - before;
      progress.push([performance.now(), stored]);
      return stored >= count;
    },
    `${count} rows`,
    { every: 50 }, // each look is a query on the cores that are measured
  );
  return progress;
}

function result(progress: Progress, count: number, ingest: Usage, databaseCpu: number): Drained {
  const [from, to] = [0.1, 0.9].map((share) => progress.find(([, rows]) => rows >= share * count)!);
  const per100k = 100_000 / count;
  return {
    rate: (to[1] - from[1]) / (to[0] - from[0]) * 1000,
    ingestCpu: ingest.cpu * per100k,
    databaseCpu: databaseCpu * per100k,
    peak: ingest.peak,
  };
}
