/** How fast a collector drains a backlog, and what that costs. */
import { type Collector, leaveSession, rowsIn } from "./collector.ts";
import { fill, newEpoch, withPublisher } from "./publish.ts";
import type { BenchServers } from "./servers.ts";
import { type Usage, usage } from "./usage.ts";
import { waitFor } from "./wait.ts";

/** The result of draining a backlog. */
export interface Drained {
  /** Rows a second between the first and the last tenth. */
  readonly rate: number;
  /** CPU seconds per 100,000 rows. */
  readonly cpu: number;
  readonly databaseCpu: number;
  /** The collector's greatest resident memory, MB. */
  readonly peak: number;
}

const DEVICES = 100;

/** Leaves `count` readings at the broker for a collector that is away, then lets it come back. */
export async function drain(
  servers: BenchServers,
  collector: Collector,
  count: number,
): Promise<Drained> {
  const { broker, database } = servers;
  await leaveSession(servers, collector);
  const before = await rowsIn(servers);
  const backlog = { count, devices: DEVICES, epoch: newEpoch() };
  await withPublisher(broker.url, (client) => fill(client, backlog));
  const databaseBefore = await usage(database.pid);
  await using running = await collector.start(servers);
  const progress = await watch(async () => await rowsIn(servers) - before, count);
  const used = await usage(running.pid);
  const databaseUsed = await usage(database.pid);
  return result(progress, count, used, databaseUsed.cpu - databaseBefore.cpu);
}

/** When how many rows were there: [ms, rows]. */
type Progress = readonly (readonly [number, number])[];

async function watch(rows: () => Promise<number>, count: number): Promise<Progress> {
  const progress: [number, number][] = [];
  await waitFor(
    async () => {
      const stored = await rows();
      progress.push([performance.now(), stored]);
      return stored >= count;
    },
    `${count} rows`,
    { every: 50 }, // each look is a query on the cores that are measured
  );
  return progress;
}

function result(progress: Progress, count: number, used: Usage, databaseCpu: number): Drained {
  const [from, to] = [0.1, 0.9].map((share) => progress.find(([, rows]) => rows >= share * count)!);
  const per100k = 100_000 / count;
  return {
    rate: (to[1] - from[1]) / (to[0] - from[0]) * 1000,
    cpu: used.cpu * per100k,
    databaseCpu: databaseCpu * per100k,
    peak: used.peak,
  };
}
